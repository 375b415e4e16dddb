// Oracle answers what Go's own text/template and fmt make of the cases that it reads.
//
// Each line of standard input is a case, each line of standard output its answer, in the same order. Texts are
// in hexadecimal, because they need not be UTF-8. Integers in the data become int64, as they are in an object that
// the Kubernetes API machinery decoded; all other numbers become float64.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"text/template"
)

// Case is what to execute: the first template, over the data.
type Case struct {
	Templates []struct {
		Name string
		Text Text
	}
	Data    json.RawMessage
	Options []string
	// Format, if it is there, is given to fmt.Sprintf with the data's elements, instead of any template.
	Format *Text
}

// Answer is what came of it.
type Answer struct {
	Output Text
	// Error is empty where there was none.
	Error Text
	// Phase is "parse" or "execute" where there was an error, "panic" where Go itself failed.
	Phase string
}

func main() { serve(answer) }

func answer(c Case) (answer Answer) {
	defer func() {
		if problem := recover(); problem != nil {
			answer = Answer{Phase: "panic", Error: Text(fmt.Sprint(problem))}
		}
	}()
	data, err := decode(c.Data)
	if err != nil {
		return Answer{Phase: "data", Error: Text(err.Error())}
	}
	if c.Format != nil {
		return Answer{Output: Text(fmt.Sprintf(string(*c.Format), data.([]any)...))}
	}
	var root *template.Template
	for _, part := range c.Templates {
		t := root
		if t == nil {
			t = template.New(part.Name).Funcs(functions).Option(c.Options...)
			root = t
		} else {
			t = root.New(part.Name)
		}
		if _, err := t.Parse(string(part.Text)); err != nil {
			return Answer{Phase: "parse", Error: Text(err.Error())}
		}
	}
	var out bytes.Buffer
	if err := root.Execute(&out, data); err != nil {
		return Answer{Phase: "execute", Output: Text(out.String()), Error: Text(err.Error())}
	}
	return Answer{Output: Text(out.String())}
}

// decode reads JSON the way the Kubernetes API machinery does.
func decode(raw json.RawMessage) (any, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var data any
	if err := decoder.Decode(&data); err != nil {
		return nil, err
	}
	return numbers(data)
}

// numbers replaces each json.Number, and cuts each list's capacity to its length.
func numbers(value any) (any, error) {
	var err error
	switch value := value.(type) {
	case json.Number:
		if !strings.ContainsAny(value.String(), ".eE") {
			if integer, err := strconv.ParseInt(value.String(), 10, 64); err == nil {
				return integer, nil
			}
		}
		return value.Float64()
	case []any:
		for i, element := range value {
			if value[i], err = numbers(element); err != nil {
				return nil, err
			}
		}
		return value[:len(value):len(value)], nil
	case map[string]any:
		for key, element := range value {
			if value[key], err = numbers(element); err != nil {
				return nil, err
			}
		}
		return value, nil
	}
	return value, nil
}
