/// A schema, compiled.
final class SchemaNode: Sendable {
    /// Its place in the document.
    let location: String
    let rules: SchemaRules

    init(location: String, rules: SchemaRules) {
        self.location = location
        self.rules = rules
    }
}
