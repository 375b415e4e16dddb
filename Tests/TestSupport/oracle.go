package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
)

// Text is any bytes, in hexadecimal on the wire, because they need not be UTF-8.
type Text string

func (t *Text) UnmarshalJSON(line []byte) error {
	var digits string
	if err := json.Unmarshal(line, &digits); err != nil {
		return err
	}
	decoded, err := hex.DecodeString(digits)
	*t = Text(decoded)
	return err
}

func (t Text) MarshalJSON() ([]byte, error) {
	return json.Marshal(hex.EncodeToString([]byte(t)))
}

// serve is what an oracle does, whatever it is asked: it reads a question of JSON from each line of standard input, and writes its answer as a line of standard output.
func serve[Question, Answer any](answer func(Question) Answer) {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer output.Flush()
	answers := json.NewEncoder(output)
	for {
		line, err := input.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var question Question
			if err := json.Unmarshal(line, &question); err != nil {
				fmt.Fprintf(os.Stderr, "oracle: not a question: %v: %.200s\n", err, line)
				os.Exit(1)
			}
			if err := answers.Encode(answer(question)); err != nil {
				fmt.Fprintf(os.Stderr, "oracle: unable to write an answer: %v\n", err)
				os.Exit(1)
			}
		}
		if err != nil {
			return
		}
	}
}
