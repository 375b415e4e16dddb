// Oracle answers what encoding/json makes of the texts that it reads.
//
// Each line of standard input is a text in hexadecimal, each line of standard output the answer, in the same order.
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
)

// Answer says whether the text is valid, and what its value is: members by key, numbers as they stood.
type Answer struct {
	Valid bool
	Value json.RawMessage
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer output.Flush()
	answers := json.NewEncoder(output)
	for {
		line, err := input.ReadBytes('\n')
		if len(line) > 0 {
			text, err := hex.DecodeString(string(bytes.TrimSpace(line)))
			check(err)
			check(answers.Encode(answer(text)))
		}
		if err != nil {
			return
		}
	}
}

func answer(text []byte) Answer {
	if !json.Valid(text) {
		return Answer{}
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
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
