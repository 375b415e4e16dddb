package main

import (
	"errors"
	"fmt"
	"strings"
	"text/template"
	"time"
)

// functions are what the test declares too, on its side: parameters and results of many types.
var functions = template.FuncMap{
	// Typed parameters.
	"addInts":   func(a, b int) int { return a + b },
	"addInt8":   func(a int8) int8 { return a },
	"takeUint":  func(a uint) uint { return a },
	"takeByte":  func(a uint8) uint8 { return a },
	"half":      func(a float64) float64 { return a / 2 },
	"twice":     func(a complex128) complex128 { return a + a },
	"upper":     strings.ToUpper,
	"isSet":     func(a bool) bool { return a },
	"join":      func(separator string, parts ...string) string { return strings.Join(parts, separator) },
	"anything":  func(a any) any { return a },
	"countAny":  func(a ...any) int { return len(a) },
	"countMap":  func(a map[string]any) int { return len(a) },
	"countList": func(a []any) int { return len(a) },
	"failing":   func(message string) (string, error) { return "", errors.New(message) },
	"noArgs":    func() string { return "none" },
	"percent":   func() (string, error) { return "", errors.New("100% %d wrong") },
	"asError":   func(message string) error { return errors.New(message) },

	// Values of many types.
	"int8":       func(a int) int8 { return int8(a) },
	"int16":      func(a int) int16 { return int16(a) },
	"int32":      func(a int) int32 { return int32(a) },
	"int64":      func(a int) int64 { return int64(a) },
	"uint":       func(a int) uint { return uint(a) },
	"uint8":      func(a int) uint8 { return uint8(a) },
	"uint16":     func(a int) uint16 { return uint16(a) },
	"uint32":     func(a int) uint32 { return uint32(a) },
	"uint64":     func(a int) uint64 { return uint64(a) },
	"uintptr":    func(a int) uintptr { return uintptr(a) },
	"float32":    func(a float64) float32 { return float32(a) },
	"complex64":  func(a, b float64) complex64 { return complex64(complex(a, b)) },
	"complex":    func(a, b float64) complex128 { return complex(a, b) },
	"strings":    func(a ...string) []string { return a[:len(a):len(a)] },
	"ints":       func(a ...int) []int { return a[:len(a):len(a)] },
	"bytes":      func(a string) []byte { return []byte(a)[:len(a):len(a)] },
	"nested":     func() [][]int { return [][]int{{1, 2}, nil, {3}} },
	"stringMap":  func() map[string]string { return map[string]string{"b": "2", "a": "1"} },
	"intMap":     func() map[int]string { return map[int]string{10: "ten", 2: "two", -1: "minus"} },
	"boolMap":    func() map[bool]int { return map[bool]int{true: 1, false: 0} },
	"floatMap":   func() map[float64]int { return map[float64]int{2.5: 2, 1.5: 1} },
	"anyMap":     func() map[any]any { return map[any]any{"x": 1} },
	"nilMap":     func() map[string]any { return nil },
	"nilList":    func() []any { return nil },
	"nilStrings": func() []string { return nil },
	"nilAny":     func() any { return nil },
	"array":      func() [3]int { return [3]int{1, 2, 3} },
	"function":   func() any { return func(a, b int) int { return a * b } },
	"variadic":   func() any { return func(a string, rest ...int) string { return fmt.Sprint(a, rest) } },
	"failure":    func() any { return func() (int, error) { return 0, errors.New("failed on purpose") } },
	"duration":   func(a int) time.Duration { return time.Duration(a) },
	"point":      func() Point { return Point{1, "two", []int{3}, nil} },
	"pointer":    func() *Point { return &Point{1, "two", []int{3}, nil} },
	"nilPointer": func() *Point { return nil },
	"named":      func(a string) Name { return Name(a) },
}

// Point is a struct with fields and methods.
type Point struct {
	X      int
	Label  string
	List   []int
	Parent *Point
}

func (p Point) Sum(a, b int) int            { return p.X + a + b }
func (p Point) Greet() string               { return "hello from " + p.Label }
func (p *Point) Moved(by int) *Point        { return &Point{p.X + by, p.Label, p.List, p} }
func (p Point) Fails() (string, error)      { return "", errors.New("this method fails") }
func (p Point) Join(parts ...string) string { return strings.Join(parts, p.Label) }

// Name is a string that prints itself.
type Name string

func (n Name) String() string { return "<" + string(n) + ">" }
