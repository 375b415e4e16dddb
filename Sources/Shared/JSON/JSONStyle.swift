/// How a JSON value is laid out as text.
public struct JSONStyle: Sendable, Hashable {
    /// Whether members are ordered by the bytes of their keys.
    public var sortsKeys: Bool
    /// How many spaces each depth is indented by; `nil` puts all on one line without any space.
    public var indentation: Int?
    /// Whether `<`, `>`, `&`, U+2028 and U+2029 are escaped, as Go's encoding/json does by default.
    public var escapesHTML: Bool

    /// Creates a style.
    public init(sortsKeys: Bool = false, indentation: Int? = nil, escapesHTML: Bool = false) {
        self.sortsKeys = sortsKeys
        self.indentation = indentation
        self.escapesHTML = escapesHTML
    }

    /// One line, members in their order.
    public static let compact = JSONStyle()
    /// One line, members ordered by key: equal values have equal bytes, as far as their numbers are written the same way.
    public static let sorted = JSONStyle(sortsKeys: true)
    /// A line for each member and element.
    public static func pretty(indentation: Int = 2, sortsKeys: Bool = false) -> JSONStyle {
        JSONStyle(sortsKeys: sortsKeys, indentation: indentation)
    }
}
