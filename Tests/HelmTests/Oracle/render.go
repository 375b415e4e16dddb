package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"sort"
	"strings"
	"text/template"

	"github.com/BurntSushi/toml"
	"github.com/Masterminds/sprig"
	"github.com/gobwas/glob"
	"sigs.k8s.io/yaml"
)

// Values is a map with methods, as templates see it.
type Values map[string]interface{}

func (values Values) AsMap() map[string]interface{} { return values }

func (values Values) YAML() (string, error) {
	data, err := yaml.Marshal(values)
	return string(data), err
}

type files map[string][]byte

func (all files) GetBytes(name string) []byte {
	if data, ok := all[name]; ok {
		return data
	}
	return []byte{}
}

func (all files) Get(name string) string { return string(all.GetBytes(name)) }

func (all files) Glob(pattern string) files {
	compiled, err := glob.Compile(pattern, '/')
	if err != nil {
		compiled, _ = glob.Compile("**")
	}
	found := files{}
	for name, data := range all {
		if compiled.Match(name) {
			found[name] = data
		}
	}
	return found
}

func (all files) AsConfig() string {
	texts := map[string]string{}
	for name, data := range all {
		texts[path.Base(name)] = string(data)
	}
	return toYAML(texts)
}

func (all files) AsSecrets() string {
	texts := map[string]string{}
	for name, data := range all {
		texts[path.Base(name)] = base64.StdEncoding.EncodeToString(data)
	}
	return toYAML(texts)
}

func (all files) Lines(name string) []string {
	text := strings.TrimSuffix(string(all[name]), "\n")
	if len(all[name]) == 0 {
		return []string{}
	}
	return strings.Split(text, "\n")
}

type versions []string

func (all versions) Has(wanted string) bool {
	for _, version := range all {
		if version == wanted {
			return true
		}
	}
	return false
}

type kubeVersion struct{ Version, Major, Minor string }

func (version *kubeVersion) String() string     { return version.Version }
func (version *kubeVersion) GitVersion() string { return version.Version }

type capabilities struct {
	KubeVersion kubeVersion
	APIVersions versions
	HelmVersion struct{ Version string }
}

type renderable struct {
	text string
	dot  Values
	base string
}

func toYAML(value interface{}) string {
	data, err := yaml.Marshal(value)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(data), "\n")
}

func functions() template.FuncMap {
	all := sprig.TxtFuncMap()
	delete(all, "env")
	delete(all, "expandenv")
	all["getHostByName"] = func(string) string { return "" }
	all["toYaml"] = toYAML
	all["mustToYaml"] = func(value interface{}) (string, error) {
		data, err := yaml.Marshal(value)
		return strings.TrimSuffix(string(data), "\n"), err
	}
	all["fromYaml"] = mapFrom(unmarshalYAML)
	all["fromYamlArray"] = listFrom(unmarshalYAML)
	all["toJson"] = marshal
	all["mustToJson"] = func(value interface{}) (string, error) {
		data, err := json.Marshal(value)
		return string(data), err
	}
	all["fromJson"] = mapFrom(json.Unmarshal)
	all["fromJsonArray"] = listFrom(json.Unmarshal)
	all["toToml"] = func(value interface{}) string {
		var buffer bytes.Buffer
		if err := toml.NewEncoder(&buffer).Encode(value); err != nil {
			return err.Error()
		}
		return buffer.String()
	}
	all["fromToml"] = func(text string) map[string]interface{} {
		value := map[string]interface{}{}
		if err := toml.Unmarshal([]byte(text), &value); err != nil {
			value["Error"] = err.Error()
		}
		return value
	}
	all["lookup"] = func(string, string, string, string) (map[string]interface{}, error) {
		return map[string]interface{}{}, nil
	}
	fail := func(message string) error { return errors.New("HELM_ERR_START" + message + "HELM_ERR_END") }
	all["fail"] = func(message string) (string, error) { return "", fail(message) }
	all["required"] = func(message string, value interface{}) (interface{}, error) {
		if value == nil || value == "" {
			return value, fail(message)
		}
		return value, nil
	}
	return all
}

func unmarshalYAML(text []byte, value interface{}) error { return yaml.Unmarshal(text, value) }

// mapFrom reads a map from a text; where there is none, it has the error.
func mapFrom(unmarshal func([]byte, interface{}) error) func(string) map[string]interface{} {
	return func(text string) map[string]interface{} {
		value := map[string]interface{}{}
		if err := unmarshal([]byte(text), &value); err != nil {
			value["Error"] = err.Error()
		}
		return value
	}
}

// listFrom reads a list from a text; where there is none, its element is the error.
func listFrom(unmarshal func([]byte, interface{}) error) func(string) []interface{} {
	return func(text string) []interface{} {
		value := []interface{}{}
		if err := unmarshal([]byte(text), &value); err != nil {
			value = []interface{}{err.Error()}
		}
		return value
	}
}

func include(t *template.Template) func(string, interface{}) (string, error) {
	return func(name string, dot interface{}) (string, error) {
		var buffer strings.Builder
		err := t.ExecuteTemplate(&buffer, name, dot)
		return buffer.String(), err
	}
}

func tpl(parent *template.Template) func(string, interface{}) (string, error) {
	return func(text string, dot interface{}) (string, error) {
		t, err := parent.Clone()
		if err != nil {
			return "", err
		}
		t.Option("missingkey=zero")
		t.Funcs(template.FuncMap{"include": include(t), "tpl": tpl(t)})
		if t, err = t.New(parent.Name()).Parse(text); err != nil {
			return "", fmt.Errorf("cannot parse template %q: %w", text, err)
		}
		var buffer strings.Builder
		if err := t.Execute(&buffer, dot); err != nil {
			return "", fmt.Errorf("error during tpl function execution for %q: %w", text, err)
		}
		return strings.ReplaceAll(buffer.String(), "<no value>", ""), nil
	}
}

func render(chart *Chart, given object, question Question) (map[string]string, error) {
	all, err := prepare(chart, given, question)
	if err != nil {
		return nil, err
	}
	t, names, err := parse(all)
	if err != nil {
		return nil, err
	}
	return execute(t, names, all)
}

// checkDependencies finds the charts that are declared and not there, as `helm template` and `helm install` do.
func checkDependencies(chart *Chart) error {
	var missing []string
next:
	for _, dependency := range chart.Metadata.Dependencies {
		for _, child := range chart.Children {
			if child.Metadata.Name == dependency.Name {
				continue next
			}
		}
		missing = append(missing, dependency.Name)
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("An error occurred while checking for chart dependencies. You may need to run `helm dependency build` "+
		"to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: %s", strings.Join(missing, ", "))
}

// prepare decides on dependencies and values, and gathers the templates with their dots.
func prepare(chart *Chart, given object, question Question) (map[string]renderable, error) {
	if chart.Metadata.Type == "library" {
		return nil, errors.New("library charts are not installable")
	}
	if err := checkDependencies(chart); err != nil {
		return nil, err
	}
	if wanted := chart.Metadata.KubeVersion; wanted != "" && !compatible(wanted, question.Kube) {
		return nil, fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s", wanted, question.Kube)
	}
	if err := decide(chart, given, ""); err != nil {
		return nil, err
	}
	if err := importValues(chart); err != nil {
		return nil, err
	}
	values, err := coalesce(chart, given, false)
	if err != nil {
		return nil, err
	}
	numbers := strings.SplitN(strings.TrimPrefix(question.Kube, "v"), ".", 3)
	able := &capabilities{KubeVersion: kubeVersion{question.Kube, numbers[0], numbers[1]}, APIVersions: question.APIs}
	release := map[string]interface{}{
		"Name": question.Release.Name, "Namespace": question.Release.Namespace, "IsUpgrade": false, "IsInstall": true,
		"Revision": 1, "Service": "Helm",
	}
	all := map[string]renderable{}
	chart.IsRoot = true
	collect(chart, chart.Metadata.Name, all, Values(values), map[string]interface{}{"Release": release, "Capabilities": able})
	return all, nil
}

func collect(
	chart *Chart, place string, all map[string]renderable, values Values, shared map[string]interface{},
) map[string]interface{} {
	below := map[string]interface{}{}
	own := files{}
	for _, file := range chart.Files {
		own[file.Name] = file.Data
	}
	dot := map[string]interface{}{
		"Chart": struct {
			Metadata
			IsRoot bool
		}{*chart.Metadata, chart.IsRoot},
		"Files": own, "Values": values, "Subcharts": below, "Release": shared["Release"],
		"Capabilities": shared["Capabilities"],
	}
	for _, child := range chart.Children {
		childValues, ok := values[child.Metadata.Name].(object)
		if !ok {
			childValues = object{}
		}
		below[child.Metadata.Name] = collect(
			child, path.Join(place, "charts", child.Metadata.Name), all, Values(childValues), shared)
	}
	for _, file := range chart.Templates {
		if chart.Metadata.Type == "library" && !strings.HasPrefix(path.Base(file.Name), "_") {
			continue
		}
		all[path.Join(place, file.Name)] = renderable{string(file.Data), dot, path.Join(place, "templates")}
	}
	return dot
}

// parse parses the templates in Helm's order, and returns them with their names in that order.
func parse(all map[string]renderable) (*template.Template, []string, error) {
	names := []string{}
	for name := range all {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		left, right := strings.Count(names[i], "/"), strings.Count(names[j], "/")
		if left == right {
			return names[i] > names[j]
		}
		return left > right
	})
	t := template.New("gotpl").Option("missingkey=zero")
	t.Funcs(functions())
	t.Funcs(template.FuncMap{"include": include(t), "tpl": tpl(t)})
	for _, name := range names {
		if _, err := t.New(name).Parse(all[name].text); err != nil {
			parts := strings.Split(err.Error(), ": ")
			return nil, nil, fmt.Errorf("parse error at (%s): %s", parts[1], parts[len(parts)-1])
		}
	}
	return t, names, nil
}

func execute(t *template.Template, names []string, all map[string]renderable) (map[string]string, error) {
	rendered := map[string]string{}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		dot := all[name].dot
		dot["Template"] = Values{"Name": name, "BasePath": all[name].base}
		var buffer strings.Builder
		if err := t.ExecuteTemplate(&buffer, name, dot); err != nil {
			return nil, executionError(err)
		}
		rendered[name] = strings.ReplaceAll(buffer.String(), "<no value>", "")
	}
	return rendered, nil
}

var warning = regexp.MustCompile(`HELM_ERR_START((?s).*)HELM_ERR_END`)

func executionError(err error) error {
	if _, ok := err.(template.ExecError); !ok {
		return err
	}
	parts := strings.SplitN(err.Error(), ": ", 3)
	if len(parts) == 3 {
		if found := warning.FindStringSubmatch(parts[2]); found != nil {
			return fmt.Errorf("execution error at (%s): %s", parts[1], found[1])
		}
	}
	return err
}
