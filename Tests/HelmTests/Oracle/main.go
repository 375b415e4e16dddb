// Oracle renders charts the way Helm 3 does, with Go's own text/template, sprig and sigs.k8s.io/yaml.
//
// Each line of standard input is a question: the folder of a chart, values, and a release. Each line of standard output is its
// answer, in the same order: what every template file came to, or why there is nothing.
package main

import (
	"bytes"
	"fmt"
	"strings"
	"text/template"
)

func main() { serve(answer) }

func answer(question Question) (answer Answer) {
	defer func() {
		if failure := recover(); failure != nil {
			answer = Answer{Error: fmt.Sprint("panic: ", failure)}
		}
	}()
	if question.Range != nil {
		for _, version := range question.Versions {
			answer.Within = append(answer.Within, compatible(*question.Range, version))
		}
		return answer
	}
	if question.Texts != nil {
		for _, text := range question.Texts {
			answer.Texts = append(answer.Texts, executeOn(question.Template, text))
		}
		return answer
	}
	chart, err := loadFolder(question.Folder)
	if err != nil {
		return Answer{Error: err.Error()}
	}
	given, err := readValues([]byte(question.Values))
	if err != nil {
		return Answer{Error: err.Error()}
	}
	for key, value := range question.Set {
		given[key] = integers(value)
	}
	files, err := render(chart, given, question)
	if err != nil {
		return Answer{Error: err.Error()}
	}
	answer.Files = files
	answer.Documents, answer.Hooks, answer.Notes, err = sortFiles(chart.Metadata.Name, files)
	if err != nil {
		return Answer{Error: err.Error(), Files: files}
	}
	return answer
}

// executeOn is what a template comes to with a text, or why it comes to nothing.
func executeOn(source, text string) (output string) {
	defer func() {
		if failure := recover(); failure != nil {
			output = fmt.Sprint("panic: ", failure)
		}
	}()
	parsed, err := template.New("main").Funcs(functions()).Parse(source)
	if err != nil {
		return err.Error()
	}
	var buffer bytes.Buffer
	if err := parsed.Execute(&buffer, map[string]interface{}{"text": text}); err != nil {
		if strings.Contains(err.Error(), "BUG") {
			return "panic: " + err.Error()
		}
		return err.Error()
	}
	return buffer.String()
}
