import JSON

/// One document of a YAML text, as the JSON text of the value that Kubernetes sees in it.
package struct YAMLText: Sendable {
    /// The document's value.
    package let value: RawJSON
    /// The line on which the value begins, from 1.
    package let line: Int
}
