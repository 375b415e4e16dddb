/// What Helm's annotation `helm.sh/resource-policy` asks for.
enum ResourcePolicy {
    /// Whether a value asks to leave the object alone where it would be deleted; space and case count for nothing, as in Helm.
    static func keeps(_ value: String?) -> Bool {
        guard let value else { return false }
        return value.split(whereSeparator: \.isWhitespace).map { $0.lowercased() } == ["keep"]
    }
}
