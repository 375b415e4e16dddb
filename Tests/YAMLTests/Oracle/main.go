// Oracle answers what sigs.k8s.io/yaml makes of the texts that it reads and of the values that it writes.
//
// Each line of standard input is a question, each line of standard output its answer, in the same order. Texts are
// in hexadecimal, because they need not be UTF-8.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"sigs.k8s.io/yaml"
)

// Question has a text to read, or a value to write.
type Question struct {
	Read  *Text
	Write json.RawMessage
}

// Answer has the documents of the text, or the value's text, or why there are none.
type Answer struct {
	Documents []json.RawMessage
	Text      Text
	Error     string
	// Strict is what a reader says that takes a key that comes twice for a mistake.
	Strict string
}

func main() { serve(answer) }

func answer(question Question) (answer Answer) {
	defer func() {
		if failure := recover(); failure != nil {
			answer = Answer{Error: fmt.Sprint("panic: ", failure)}
		}
	}()
	var err error
	if question.Read != nil {
		answer.Documents, err = read(*question.Read, yaml.YAMLToJSON)
		if _, err := read(*question.Read, yaml.YAMLToJSONStrict); err != nil {
			answer.Strict = err.Error()
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
func read(text Text, convert func([]byte) ([]byte, error)) (documents []json.RawMessage, err error) {
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
func write(document []byte) (Text, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var value interface{}
	if err := decoder.Decode(&value); err != nil {
		return "", err
	}
	text, err := yaml.Marshal(value)
	return Text(text), err
}
