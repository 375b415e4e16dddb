/// Functions by the names that templates call them by.
public struct FunctionMap: Sendable {
    private var functions: [String: Function]

    /// A map of functions; none if left out.
    public init(_ functions: [String: Function] = [:]) {
        self.functions = functions
    }

    /// The function of a name.
    public subscript(name: String) -> Function? {
        get { functions[name] }
        set { functions[name] = newValue }
    }

    /// The names, sorted by their bytes.
    public var names: [String] { functions.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } }

    /// Adds the functions of another map, which replace those of the same name.
    public mutating func merge(_ other: FunctionMap) {
        functions.merge(other.functions) { _, new in new }
    }

    /// Both maps' functions; those of the other replace those of the same name.
    public func merging(_ other: FunctionMap) -> FunctionMap {
        var merged = self
        merged.merge(other)
        return merged
    }
}

extension FunctionMap: ExpressibleByDictionaryLiteral {
    /// The functions that a literal has; of a repeated name the last one counts.
    public init(dictionaryLiteral elements: (String, Function)...) {
        self.init(Dictionary(elements) { _, last in last })
    }
}
