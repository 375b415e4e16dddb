package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"github.com/Masterminds/semver"
	"sigs.k8s.io/yaml"
)

// File is a file of a chart, by its path from the chart's folder on.
type File struct {
	Name string
	Data []byte
}

type Maintainer struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
	URL   string `json:"url,omitempty"`
}

type Dependency struct {
	Name         string        `json:"name"`
	Version      string        `json:"version,omitempty"`
	Repository   string        `json:"repository"`
	Condition    string        `json:"condition,omitempty"`
	Tags         []string      `json:"tags,omitempty"`
	Enabled      bool          `json:"enabled,omitempty"`
	ImportValues []interface{} `json:"import-values,omitempty"`
	Alias        string        `json:"alias,omitempty"`
}

// Metadata is what Chart.yaml says.
type Metadata struct {
	Name         string            `json:"name,omitempty"`
	Home         string            `json:"home,omitempty"`
	Sources      []string          `json:"sources,omitempty"`
	Version      string            `json:"version,omitempty"`
	Description  string            `json:"description,omitempty"`
	Keywords     []string          `json:"keywords,omitempty"`
	Maintainers  []*Maintainer     `json:"maintainers,omitempty"`
	Icon         string            `json:"icon,omitempty"`
	APIVersion   string            `json:"apiVersion,omitempty"`
	Condition    string            `json:"condition,omitempty"`
	Tags         string            `json:"tags,omitempty"`
	AppVersion   string            `json:"appVersion,omitempty"`
	Deprecated   bool              `json:"deprecated,omitempty"`
	Annotations  map[string]string `json:"annotations,omitempty"`
	KubeVersion  string            `json:"kubeVersion,omitempty"`
	Dependencies []*Dependency     `json:"dependencies,omitempty"`
	Type         string            `json:"type,omitempty"`
}

// Chart is a chart and the charts below it.
type Chart struct {
	Metadata  *Metadata
	Templates []File
	Files     []File
	Values    map[string]interface{}
	Children  []*Chart
	IsRoot    bool
	Path      string
}

var byteOrderMark = []byte{0xEF, 0xBB, 0xBF}

func loadFolder(folder string) (*Chart, error) {
	rules, err := readRules(filepath.Join(folder, ".helmignore"))
	if err != nil {
		return nil, err
	}
	var files []File
	err = filepath.Walk(folder, func(name string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		relative, _ := filepath.Rel(folder, name)
		if relative == "." {
			return nil
		}
		if ignored(rules, relative, info.IsDir()) {
			if info.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if info.IsDir() {
			return nil
		}
		data, err := os.ReadFile(name)
		files = append(files, File{relative, bytes.TrimPrefix(data, byteOrderMark)})
		return err
	})
	if err != nil {
		return nil, err
	}
	return load(files)
}

func load(files []File) (*Chart, error) {
	chart := &Chart{}
	for _, file := range files {
		if file.Name == "Chart.yaml" {
			chart.Metadata = &Metadata{}
			if err := yaml.Unmarshal(file.Data, chart.Metadata); err != nil {
				return nil, fmt.Errorf("cannot load Chart.yaml: %w", err)
			}
			if chart.Metadata.APIVersion == "" {
				chart.Metadata.APIVersion = "v1"
			}
		}
	}
	children := map[string][]File{}
	for _, file := range files {
		if err := chart.add(file, children); err != nil {
			return nil, err
		}
	}
	if chart.Metadata == nil {
		return nil, errors.New("Chart.yaml file is missing")
	}
	if err := chart.Metadata.validate(); err != nil {
		return nil, err
	}
	names := []string{}
	for name := range children {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") {
			continue
		}
		var own []File
		for _, file := range children[name] {
			if parts := strings.SplitN(file.Name, "/", 2); len(parts) == 2 {
				own = append(own, File{parts[1], file.Data})
			}
		}
		child, err := load(own)
		if err != nil {
			return nil, fmt.Errorf("error unpacking subchart %s in %s: %w", name, chart.Metadata.Name, err)
		}
		chart.Children = append(chart.Children, child)
	}
	return chart, nil
}

func (chart *Chart) add(file File, children map[string][]File) error {
	switch {
	case file.Name == "Chart.yaml" || file.Name == "Chart.lock":
	case file.Name == "values.yaml":
		chart.Values = map[string]interface{}{}
		if err := yaml.Unmarshal(file.Data, &chart.Values); err != nil {
			return fmt.Errorf("cannot load values.yaml: %w", err)
		}
	case file.Name == "values.schema.json":
	case file.Name == "requirements.yaml":
		if chart.Metadata == nil {
			chart.Metadata = &Metadata{}
		}
		if err := yaml.Unmarshal(file.Data, chart.Metadata); err != nil {
			return fmt.Errorf("cannot load requirements.yaml: %w", err)
		}
		if chart.Metadata.APIVersion == "v1" {
			chart.Files = append(chart.Files, file)
		}
	case file.Name == "requirements.lock":
		if chart.Metadata.APIVersion == "v1" {
			chart.Files = append(chart.Files, file)
		}
	case strings.HasPrefix(file.Name, "templates/"):
		chart.Templates = append(chart.Templates, file)
	case strings.HasPrefix(file.Name, "charts/") && path.Ext(file.Name) != ".prov":
		name := strings.TrimPrefix(file.Name, "charts/")
		child := strings.SplitN(name, "/", 2)[0]
		children[child] = append(children[child], File{name, file.Data})
	default:
		chart.Files = append(chart.Files, file)
	}
	return nil
}

func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, text)
}

var aliasPattern = regexp.MustCompile("^[a-zA-Z0-9_-]+$")

func (metadata *Metadata) validate() error {
	for _, text := range []*string{
		&metadata.Name, &metadata.Description, &metadata.Home, &metadata.Icon, &metadata.Condition, &metadata.Tags,
		&metadata.AppVersion, &metadata.KubeVersion,
	} {
		*text = clean(*text)
	}
	switch {
	case metadata.APIVersion == "":
		return errors.New("validation: chart.metadata.apiVersion is required")
	case metadata.Name == "":
		return errors.New("validation: chart.metadata.name is required")
	case metadata.Name == "." || metadata.Name == "..":
		return fmt.Errorf("validation: chart.metadata.name %q is not allowed", metadata.Name)
	case metadata.Name != filepath.Base(metadata.Name):
		return fmt.Errorf("validation: chart.metadata.name %q is invalid", metadata.Name)
	case metadata.Version == "":
		return errors.New("validation: chart.metadata.version is required")
	}
	if _, err := semver.NewVersion(metadata.Version); err != nil {
		return fmt.Errorf("validation: chart.metadata.version %q is invalid", metadata.Version)
	}
	if kind := metadata.Type; kind != "" && kind != "application" && kind != "library" {
		return errors.New("validation: chart.metadata.type must be application or library")
	}
	for _, maintainer := range metadata.Maintainers {
		if maintainer == nil {
			return errors.New("validation: maintainers must not contain empty or null nodes")
		}
	}
	seen := map[string]bool{}
	for _, dependency := range metadata.Dependencies {
		if dependency == nil {
			return errors.New("validation: dependencies must not contain empty or null nodes")
		}
		key := dependency.Name
		if dependency.Alias != "" {
			key = dependency.Alias
			if !aliasPattern.MatchString(key) {
				return fmt.Errorf("validation: dependency %q has disallowed characters in the alias", dependency.Name)
			}
		}
		if seen[key] {
			return fmt.Errorf("validation: more than one dependency with name or alias %q", key)
		}
		seen[key] = true
	}
	return nil
}

// rule is a line of .helmignore.
type rule struct {
	pattern  string
	negated  bool
	folder   bool
	nameOnly bool
}

func readRules(name string) ([]rule, error) {
	data, err := os.ReadFile(name)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	var rules []rule
	for _, line := range append(strings.Split(string(bytes.TrimPrefix(data, byteOrderMark)), "\n"), "templates/.?*") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.Contains(line, "**") {
			return nil, errors.New("double-star (**) syntax is not supported")
		}
		if _, err := filepath.Match(line, "abc"); err != nil {
			return nil, err
		}
		rule := rule{pattern: line}
		rule.pattern, rule.negated = cut(rule.pattern, strings.HasPrefix(rule.pattern, "!"), 1)
		if strings.HasSuffix(rule.pattern, "/") {
			rule.folder, rule.pattern = true, strings.TrimSuffix(rule.pattern, "/")
		}
		rule.nameOnly = !strings.Contains(rule.pattern, "/")
		rule.pattern = strings.TrimPrefix(rule.pattern, "/")
		rules = append(rules, rule)
	}
	return rules, nil
}

func cut(text string, condition bool, count int) (string, bool) {
	if condition {
		return text[count:], true
	}
	return text, false
}

func ignored(rules []rule, name string, isFolder bool) bool {
	for _, rule := range rules {
		subject := name
		if rule.nameOnly {
			subject = filepath.Base(name)
		}
		matches, _ := filepath.Match(rule.pattern, subject)
		if rule.negated {
			if rule.folder && !isFolder || !matches {
				return true
			}
		} else if (!rule.folder || isFolder) && matches {
			return true
		}
	}
	return false
}
