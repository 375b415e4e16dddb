import GoTemplate
import Sprig

/// The functions of Helm's templates: sprig's without those that look outside, and Helm's own.
enum HelmFunctions {
    /// All functions by their names.
    ///
    /// - Parameter allowsNetwork: Whether `getHostByName` looks up addresses; else it answers nothing.
    static func functions(allowsNetwork: Bool = false) -> FunctionMap {
        var all = Sprig.functions(allowing: allowsNetwork ? .network : [])
        for group in [calling, yaml, json, toml] { all.merge(group) }
        return all
    }

    /// The text of an argument that is declared as a string.
    static func text(_ value: Value) -> ByteString {
        if case .string(let text) = value.underlying { text } else { "" }
    }
}
