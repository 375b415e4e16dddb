/// What actions stand between: `{{` and `}}`, unless chosen otherwise.
public struct TemplateDelimiters: Sendable, Hashable {
    /// What opens an action.
    public let left: String

    /// What closes an action.
    public let right: String

    /// Chooses delimiters; an empty one stands for the standard one.
    public init(left: String, right: String) {
        self.left = left.isEmpty ? "{{" : left
        self.right = right.isEmpty ? "}}" : right
    }

    /// `{{` and `}}`.
    public static let standard = TemplateDelimiters(left: "{{", right: "}}")
}
