import JSON

/// A JSON Schema of draft 4, 6 or 7, 2019-09 or 2020-12, ready to check values; any number of tasks can do so at once.
///
/// ```swift
/// let schema = try Schema(#"{"properties": {"size": {"type": "integer"}}}"#)
/// schema.failures(of: ["size": "big"]).map { $0.text() }   // ["- at '/size': got string, want integer"]
/// ```
///
/// What it says of values is what Helm's library says. References lead to places in the document only; patterns are RE2's,
/// whose time is bounded; numbers are compared exactly as they are written.
package struct Schema: Sendable {
    /// How much work checking one value may take, in schemas that are applied and values that are compared.
    package static let maximumSteps = 5_000_000

    let nodes: [SchemaNode]
    let resources: [Resource]

    /// What references need to know of a part of the document that has an address of its own.
    struct Resource: Sendable {
        let root: Int
        let isRecursive: Bool
        let dynamicAnchors: [String: Int]
    }

    /// Reads and compiles a schema.
    ///
    /// - Throws: `SchemaError` if it is not JSON, or a keyword in it is not as it must be, or a reference leads to nothing.
    package init(_ text: some Collection<UInt8>) throws(SchemaError) {
        let document: JSONValue
        do throws(JSONError) { document = try JSONValue(parsing: Array(text)) } catch {
            throw SchemaError("it is not JSON: \(error)")
        }
        let index = try SchemaIndex(document)
        var compiler = SchemaCompiler(index)
        nodes = try compiler.compiled()
        var resources: [Resource] = []
        for resource in index.resources {
            resources.append(
                Resource(
                    root: compiler.known(resource.pointer) ?? 0, isRecursive: resource.isRecursive,
                    dynamicAnchors: resource.dynamicAnchors.compactMapValues { compiler.known($0) }))
        }
        self.resources = resources
    }

    /// Reads and compiles a schema.
    package init(_ text: String) throws(SchemaError) { try self.init(Array(text.utf8)) }

    /// Whether a value is as the schema wants it.
    package func allows(_ value: JSONValue) -> Bool { failures(of: value).isEmpty }

    /// What is wrong with a value; empty if it is as the schema wants it.
    ///
    /// - Parameter maximumSteps: How much work it may take; a value that takes more has that as its only failure.
    package func failures(of value: JSONValue, maximumSteps: Int = Schema.maximumSteps) -> [SchemaFailure] {
        var check = SchemaCheck(self, steps: maximumSteps)
        return check.failures(of: value)
    }
}
