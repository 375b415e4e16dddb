package main

// Question names a chart and says what to render it with.
type Question struct {
	Folder  string
	Values  string
	Set     map[string]interface{}
	Release Release
	Kube    string
	APIs    []string
	// Range asks, instead of a chart, which versions lie within it.
	Range    *string
	Versions []string
	// Template is executed, instead of a chart, with each of the texts as .text.
	Template string
	Texts    []string
}

// Release is what the chart is rendered for.
type Release struct {
	Name      string
	Namespace string
}

// Answer has the rendered files and the objects in the order of their installation.
type Answer struct {
	Files     map[string]string
	Documents []Document
	Hooks     []Document
	Notes     string
	Error     string
	Within    []bool
	// Texts are what the template came to.
	Texts []string
}

// integers makes whole numbers int64, as they are when they come from a flag.
func integers(value interface{}) interface{} {
	if number, ok := value.(float64); ok && number == float64(int64(number)) {
		return int64(number)
	}
	return value
}
