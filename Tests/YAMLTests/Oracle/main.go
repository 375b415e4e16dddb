// Oracle answers what sigs.k8s.io/yaml makes of the texts that it reads and of the values that it writes.
//
// Each line of standard input is a question, each line of standard output its answer, in the same order. Texts are
// in hexadecimal, because they need not be UTF-8.
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"unicode"

	"sigs.k8s.io/yaml"
)

// Question has a text to read, or a value to write.
type Question struct {
	Read  *string
	Write json.RawMessage
}

// Answer has the documents of the text, or the value's text, or why there are none.
type Answer struct {
	Documents []json.RawMessage
	Text      string
	Error     string
	// Strict is what a reader says that takes a key that comes twice for a mistake.
	Strict string
}

func main() {
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

func answer(question Question) (answer Answer) {
	defer func() {
		if failure := recover(); failure != nil {
			answer = Answer{Error: fmt.Sprint("panic: ", failure)}
		}
	}()
	var err error
	if question.Read != nil {
		var text []byte
		if text, err = hex.DecodeString(*question.Read); err == nil {
			answer.Documents, err = read(text, yaml.YAMLToJSON)
			if _, err := read(text, yaml.YAMLToJSONStrict); err != nil {
				answer.Strict = err.Error()
			}
		}
	} else {
		answer.Text, err = write(question.Write)
	}
	if err != nil {
		return Answer{Error: err.Error()}
	}
	return answer
}

// read reads all documents and leaves out the empty ones.
func read(text []byte, convert func([]byte) ([]byte, error)) (documents []json.RawMessage, err error) {
	for _, part := range split(string(text)) {
		document, err := convert([]byte(part))
		if err != nil {
			return nil, err
		}
		if string(document) != "null" {
			documents = append(documents, document)
		}
	}
	return documents, nil
}

// split cuts a text where kubectl does: at lines of three dashes and white space after something else.
func split(text string) (parts []string) {
	part := ""
	for _, line := range strings.SplitAfter(text, "\n") {
		if strings.HasPrefix(line, "---") && strings.TrimRightFunc(line[3:], unicode.IsSpace) == "" && part != "" {
			parts = append(parts, part)
			part = ""
		} else {
			part += line
		}
	}
	return append(parts, part)
}

// write writes a value whose numbers keep their text.
func write(document []byte) (string, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var value interface{}
	if err := decoder.Decode(&value); err != nil {
		return "", err
	}
	text, err := yaml.Marshal(value)
	return hex.EncodeToString(text), err
}
