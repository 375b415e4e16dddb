// Measures Go's encoding/json on a file of events, one a line, as JSONBenchmark measures ours.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

const rounds = 15

// envelope has the fields that the Swift side finds as well.
type envelope struct {
	ID           json.RawMessage `json:"id"`
	Type         json.RawMessage `json:"type"`
	PartitionKey json.RawMessage `json:"partitionkey"`
	Data         json.RawMessage `json:"data"`
}

func report(name string, lines [][]byte, body func([]byte) int) {
	best := time.Duration(1 << 62)
	sum := 0
	for round := 0; round < rounds; round++ {
		sum = 0
		start := time.Now()
		for _, line := range lines {
			sum += body(line)
		}
		if took := time.Since(start); took < best {
			best = took
		}
	}
	fmt.Println(name, best.Nanoseconds()/int64(len(lines)), sum)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "json:", err)
		os.Exit(1)
	}
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	check(err)
	lines := bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
	report("parse", lines, func(line []byte) int {
		var value interface{}
		check(json.Unmarshal(line, &value))
		return len(value.(map[string]interface{}))
	})
	report("skip", lines, func(line []byte) int {
		var found envelope
		check(json.Unmarshal(line, &found))
		return len(found.ID) + len(found.Type) + len(found.PartitionKey) + len(found.Data)
	})
}
