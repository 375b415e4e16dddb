/// What objects `lookup` asks for: their `apiVersion` and kind.
package struct SourceKind: Sendable, Hashable {
    package let apiVersion: String
    package let kind: String

    package init(apiVersion: String, kind: String) {
        self.apiVersion = apiVersion
        self.kind = kind
    }
}
