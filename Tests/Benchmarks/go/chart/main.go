// Measures Go's text/template and sprig on a chart, as Helm 3 renders it, over a file of values, one JSON object a line: executions of templates that were
// parsed once, and renders that parse again each time, as Helm does. It is built with the files of Tests/HelmTests/Oracle but its main.go.
package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"sort"
	"strings"
	"text/template"
	"time"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "chart:", err)
		os.Exit(1)
	}
}

// whole makes int64 of whole numbers, as the Kubernetes API machinery does.
func whole(value interface{}) interface{} {
	switch value := value.(type) {
	case map[string]interface{}:
		for key, element := range value {
			value[key] = whole(element)
		}
	case []interface{}:
		for i, element := range value {
			value[i] = whole(element)
		}
	}
	return integers(value)
}

func main() {
	folder := os.Args[1]
	text, err := os.ReadFile(os.Args[2])
	check(err)
	question := Question{Release: Release{"orders", "shop"}, Kube: "v1.31.0"}
	var inputs []string
	for _, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		inputs = append(inputs, line)
	}
	given := func(line string) object {
		values := object{}
		check(json.Unmarshal([]byte(line), &values))
		return whole(values).(object)
	}
	loaded := func() *Chart {
		chart, err := loadFolder(folder)
		check(err)
		return chart
	}

	// Parsed once: what is timed is the execution alone, all values being joined before.
	var prepared []map[string]renderable
	for _, line := range inputs {
		all, err := prepare(loaded(), given(line), question)
		check(err)
		prepared = append(prepared, all)
	}
	t, names, err := parse(prepared[0])
	check(err)
	best := measure(len(inputs), func() {
		for _, all := range prepared {
			_, err := execute(t, names, all)
			check(err)
		}
	})
	fmt.Println("execute", best, sum(t, names, prepared))

	// Parsed each time: the chart's files are in memory, as Helm has them after loading.
	charts := make([]*Chart, len(inputs))
	best = int64(1) << 62
	for round := 0; round < 3; round++ {
		for i := range inputs {
			charts[i] = loaded()
		}
		values := make([]object, len(inputs))
		for i, line := range inputs {
			values[i] = given(line)
		}
		start := time.Now()
		for i := range inputs {
			_, err := render(charts[i], values[i], question)
			check(err)
		}
		if took := time.Since(start).Nanoseconds() / int64(len(inputs)); took < best {
			best = took
		}
	}
	fmt.Println("parse-and-execute", best, 0)
}

// measure runs the body for a second at least, and returns the nanoseconds of an input in the fastest round.
func measure(count int, body func()) int64 {
	best := time.Duration(1 << 62)
	begin := time.Now()
	for round := 0; round < 5 || time.Since(begin) < time.Second; round++ {
		start := time.Now()
		body()
		if took := time.Since(start); took < best {
			best = took
		}
	}
	return best.Nanoseconds() / int64(count)
}

// sum is the FNV-1a hash of all outputs in the order of the files' names.
func sum(t *template.Template, names []string, prepared []map[string]renderable) uint64 {
	hash := fnv.New64a()
	for _, all := range prepared {
		files, err := execute(t, names, all)
		check(err)
		sorted := []string{}
		for name := range files {
			sorted = append(sorted, name)
		}
		sort.Strings(sorted)
		for _, name := range sorted {
			hash.Write([]byte(files[name]))
		}
	}
	return hash.Sum64()
}
