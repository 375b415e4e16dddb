/// Which objects of a resource a list or a watch is about.
package struct Selectors: Sendable, Hashable {
    /// A label selector: `app=web,tier!=test`; nil selects all.
    package var labels: String?
    /// A field selector: `metadata.name=web`; nil selects all.
    package var fields: String?

    /// These selectors.
    package init(labels: String? = nil, fields: String? = nil) {
        self.labels = labels
        self.fields = fields
    }
}
