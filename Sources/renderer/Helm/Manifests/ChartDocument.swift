import JSON

/// A document that a chart's template wrote.
package struct ChartDocument: Sendable, Hashable {
    /// The template's file, such as `web/templates/deployment.yaml`.
    package let source: String
    /// The text, without white space around it.
    package let text: [UInt8]
    /// The line of the file's output on which it begins, from 1.
    package let line: Int
    /// What the text says; null if there are only comments.
    package let value: JSONValue
    /// The object's kind; empty if the document has none.
    package let kind: String
    /// The object's name; empty if the document has none.
    package let name: String
    /// The object's annotations.
    package let annotations: [String: String]

    /// Whether the object stays when its release goes (`helm.sh/resource-policy: keep`).
    package var isKept: Bool {
        let policy = annotations["helm.sh/resource-policy"] ?? ""
        return policy.split(whereSeparator: { $0 == "," }).contains { $0.lowercased().filter { $0 != " " } == "keep" }
    }
}
