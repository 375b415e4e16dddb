// Oracle answers what encoding/json makes of the texts that it reads.
//
// Each line of standard input is a text, a string of hexadecimal digits; each line of standard output is the answer, in the same order.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// Answer says whether the text is valid, and what its value is: members by key, numbers as they stood.
type Answer struct {
	Valid bool
	Value json.RawMessage
}

func main() { serve(answer) }

func answer(text Text) Answer {
	if !json.Valid([]byte(text)) {
		return Answer{}
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	var value interface{}
	check(decoder.Decode(&value))
	written, err := json.Marshal(value)
	check(err)
	return Answer{true, written}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}
