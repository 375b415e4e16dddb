// Measures sigs.k8s.io/yaml on a file of manifests, as YAMLBenchmark measures ours.
package main

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"os"
	"time"

	"sigs.k8s.io/yaml"
)

const rounds = 15

func best(body func()) time.Duration {
	best := time.Duration(1 << 62)
	for round := 0; round < rounds; round++ {
		start := time.Now()
		body()
		if took := time.Since(start); took < best {
			best = took
		}
	}
	return best
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "yaml:", err)
		os.Exit(1)
	}
}

func read(text []byte) (value interface{}) {
	check(yaml.Unmarshal(text, &value))
	return value
}

func write(value interface{}) []byte {
	text, err := yaml.Marshal(value)
	check(err)
	return text
}

func main() {
	file, err := os.ReadFile(os.Args[1])
	check(err)
	texts := bytes.Split(file, []byte("---\n"))
	hash := fnv.New64a()
	var values []interface{}
	for _, text := range texts {
		values = append(values, read(text))
		hash.Write(write(values[len(values)-1]))
	}
	reading := best(func() {
		for _, text := range texts {
			read(text)
		}
	})
	writing := best(func() {
		for _, value := range values {
			write(value)
		}
	})
	fmt.Println("read", reading.Nanoseconds()/int64(len(texts)), hash.Sum64())
	fmt.Println("write", writing.Nanoseconds()/int64(len(texts)), hash.Sum64())
}
