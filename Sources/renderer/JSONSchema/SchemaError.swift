/// Why a text is not a schema that can be checked: where in it, and what is wrong.
package struct SchemaError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The place in the schema, as a JSON Pointer; empty for the whole.
    package let location: String

    /// What is wrong there.
    package let reason: String

    init(_ reason: String, at location: String = "") {
        self.location = location
        self.reason = reason
    }

    /// The place and what is wrong.
    package var description: String { location.isEmpty ? reason : "at \(Quoted.text(location)): \(reason)" }
}
