package main

import (
	"sort"
	"strings"

	"github.com/Masterminds/sprig"
)

// functions are sprig's, the names of which functionNames tells, and some that make values of types that JSON has not.
var functions = extended()

func extended() map[string]any {
	all := sprig.TxtFuncMap()
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	all["functionNames"] = func() string { return strings.Join(names, " ") }
	all["checkPassword"] = checkPassword
	all["describeCertificate"] = describeCertificate
	all["verifyCertificate"] = verifyCertificate
	all["strings"] = func(a ...string) []string { return a[:len(a):len(a)] }
	all["ints"] = func(a ...int) []int { return a[:len(a):len(a)] }
	all["bytes"] = func(a string) []byte { return []byte(a)[:len(a):len(a)] }
	all["array"] = func() [3]int { return [3]int{1, 2, 3} }
	all["intMap"] = func() map[int]string { return map[int]string{10: "ten", 2: "two"} }
	all["stringMap"] = func() map[string]string { return map[string]string{"b": "2", "a": "1"} }
	all["nilMap"] = func() map[string]any { return nil }
	all["nilList"] = func() []any { return nil }
	all["uint8"] = func(a int) uint8 { return uint8(a) }
	all["uint"] = func(a int) uint { return uint(a) }
	all["uint64"] = func(a int) uint64 { return uint64(a) }
	all["int32"] = func(a int) int32 { return int32(a) }
	all["float32"] = func(a float64) float32 { return float32(a) }
	return all
}
