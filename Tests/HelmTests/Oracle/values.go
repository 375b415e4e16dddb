package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/Masterminds/semver"
	"sigs.k8s.io/yaml"
)

type object = map[string]interface{}

func readValues(text []byte) (object, error) {
	values := object{}
	if err := yaml.Unmarshal(text, &values); err != nil {
		return nil, err
	}
	if values == nil {
		values = object{}
	}
	return values, nil
}

func copied(value interface{}) interface{} {
	switch value := value.(type) {
	case object:
		all := object{}
		for key, member := range value {
			all[key] = copied(member)
		}
		return all
	case []interface{}:
		all := make([]interface{}, len(value))
		for place, element := range value {
			all[place] = copied(element)
		}
		return all
	}
	return value
}

func isTable(value interface{}) bool {
	_, ok := value.(object)
	return ok
}

// coalesce joins what is given with the values of a chart and of those below it.
func coalesce(chart *Chart, given object, merge bool) (object, error) {
	values := copied(given).(object)
	return values, coalesceInto(chart, values, merge)
}

func coalesceInto(chart *Chart, values object, merge bool) error {
	own := copied(chart.Values).(object)
	for key, member := range own {
		present, ok := values[key]
		if !ok {
			values[key] = member
		} else if present == nil && !merge {
			delete(values, key)
		} else if table, ok := present.(object); ok && isTable(member) {
			keep := merge
			for _, child := range chart.Children {
				keep = keep || child.Metadata.Name == key
			}
			join(table, member.(object), keep)
		}
	}
	for _, child := range chart.Children {
		name := child.Metadata.Name
		if present, ok := values[name]; !ok {
			values[name] = object{}
		} else if !isTable(present) {
			return fmt.Errorf("type mismatch on %s: %t", name, present)
		}
		below := values[name].(object)
		addGlobals(below, values)
		if err := coalesceInto(child, below, merge); err != nil {
			return err
		}
	}
	return nil
}

func addGlobals(below, above object) {
	target, source := object{}, object{}
	if present, ok := below["global"]; ok {
		if target, ok = present.(object); !ok {
			return
		}
	}
	if present, ok := above["global"]; ok {
		if source, ok = present.(object); !ok {
			return
		}
	}
	for key, member := range source {
		if isTable(member) {
			table := copied(member).(object)
			if present, ok := target[key]; !ok {
				target[key] = table
			} else if own, ok := present.(object); ok {
				join(table, own, true)
				target[key] = table
			}
		} else if !isTable(target[key]) {
			target[key] = member
		}
	}
	below["global"] = target
}

func join(target, source object, merge bool) {
	for key, member := range source {
		present, ok := target[key]
		if ok && !merge && present == nil {
			delete(target, key)
		} else if !ok {
			target[key] = member
		} else if isTable(member) && isTable(present) {
			join(present.(object), member.(object), merge)
		}
	}
}

func table(values object, path string) (object, bool) {
	for _, key := range strings.Split(path, ".") {
		next, ok := values[key].(object)
		if !ok {
			return nil, false
		}
		values = next
	}
	return values, true
}

func truth(values object, path string) (bool, bool) {
	keys := strings.Split(path, ".")
	if len(keys) > 1 {
		var ok bool
		if values, ok = table(values, strings.Join(keys[:len(keys)-1], ".")); !ok {
			return false, false
		}
	}
	value, ok := values[keys[len(keys)-1]].(bool)
	return value, ok
}

func compatible(constraint, version string) bool {
	parsed, err := semver.NewVersion(version)
	if err != nil {
		return false
	}
	check, err := semver.NewConstraint(constraint)
	return err == nil && check.Check(parsed)
}

// decide takes away the charts below a chart that conditions and tags turn off, and gives aliases.
func decide(chart *Chart, given object, path string) error {
	if chart.Metadata.Dependencies == nil {
		return nil
	}
	fits := func(child *Chart, dependency *Dependency) bool {
		return child.Metadata.Name == dependency.Name && compatible(dependency.Version, child.Metadata.Version)
	}
	var children []*Chart
next:
	for _, child := range chart.Children {
		for _, dependency := range chart.Metadata.Dependencies {
			if fits(child, dependency) {
				continue next
			}
		}
		children = append(children, child)
	}
	for _, dependency := range chart.Metadata.Dependencies {
		for _, child := range chart.Children {
			if fits(child, dependency) {
				twin := child.twin()
				if dependency.Alias != "" {
					twin.Metadata.Name = dependency.Alias
				}
				children = append(children, twin)
				break
			}
		}
	}
	for _, dependency := range chart.Metadata.Dependencies {
		if dependency.Alias != "" {
			dependency.Name = dependency.Alias
		}
		dependency.Enabled = true
	}
	chart.Children = children
	all, err := coalesce(chart, given, false)
	if err != nil {
		return err
	}
	decideByTags(chart, all)
	decideByConditions(chart, all, path)
	disabled := map[string]bool{}
	var kept []*Dependency
	for _, dependency := range chart.Metadata.Dependencies {
		disabled[dependency.Name] = disabled[dependency.Name] || !dependency.Enabled
	}
	for _, dependency := range chart.Metadata.Dependencies {
		if !disabled[dependency.Name] {
			kept = append(kept, dependency)
		}
	}
	chart.Metadata.Dependencies = kept
	chart.Children = nil
	for _, child := range children {
		if !disabled[child.Metadata.Name] {
			chart.Children = append(chart.Children, child)
			if err := decide(child, all, path+child.Metadata.Name+"."); err != nil {
				return err
			}
		}
	}
	return nil
}

// twin copies a chart, so that it can be used under several names.
func (chart *Chart) twin() *Chart {
	twin := *chart
	metadata := *chart.Metadata
	twin.Metadata = &metadata
	twin.Metadata.Dependencies = nil
	for _, dependency := range chart.Metadata.Dependencies {
		copy := *dependency
		twin.Metadata.Dependencies = append(twin.Metadata.Dependencies, &copy)
	}
	twin.Children = nil
	for _, child := range chart.Children {
		twin.Children = append(twin.Children, child.twin())
	}
	return &twin
}

func decideByTags(chart *Chart, values object) {
	tags, ok := table(values, "tags")
	if !ok {
		return
	}
	for _, dependency := range chart.Metadata.Dependencies {
		on, off := false, false
		for _, tag := range dependency.Tags {
			if value, ok := tags[tag].(bool); ok {
				on, off = on || value, off || !value
			}
		}
		dependency.Enabled = on || !off
	}
}

func decideByConditions(chart *Chart, values object, path string) {
	for _, dependency := range chart.Metadata.Dependencies {
		for _, condition := range strings.Split(strings.TrimSpace(dependency.Condition), ",") {
			if condition == "" {
				continue
			}
			if value, ok := truth(values, path+condition); ok {
				dependency.Enabled = value
				break
			}
		}
	}
}

// importValues makes what the charts below offer part of a chart's own values, where these leave room.
func importValues(chart *Chart) error {
	for _, child := range chart.Children {
		if err := importValues(child); err != nil {
			return err
		}
	}
	if chart.Metadata.Dependencies == nil {
		return nil
	}
	values, err := coalesce(chart, object{}, true)
	if err != nil {
		return err
	}
	imported := object{}
	for _, dependency := range chart.Metadata.Dependencies {
		var told []interface{}
		for _, wish := range dependency.ImportValues {
			child, parent := "", "."
			switch wish := wish.(type) {
			case string:
				child = "exports." + wish
			case object:
				child, parent = fmt.Sprint(wish["child"]), fmt.Sprint(wish["parent"])
			}
			told = append(told, map[string]string{"child": child, "parent": parent})
			if found, ok := table(values, dependency.Name+"."+child); ok {
				if parent != "." {
					keys := strings.Split(parent, ".")
					for place := len(keys) - 1; place >= 0; place-- {
						found = object{keys[place]: found}
					}
				}
				join(imported, copied(found).(object), true)
			}
		}
		dependency.ImportValues = told
	}
	join(values, imported, true)
	chart.Values = values
	return nil
}

func marshal(value interface{}) string {
	data, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(data)
}
