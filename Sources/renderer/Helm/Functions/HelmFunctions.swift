import GoTemplate
import Sprig

/// The functions of Helm's templates: sprig's without those that look outside, and Helm's own.
package enum HelmFunctions {
    /// All functions by their names.
    package static let all: FunctionMap = {
        var all = Sprig.functions()
        for name in ["env", "expandenv"] { all[name] = nil }
        for group in [calling, yaml, json, toml] { all.merge(group) }
        return all
    }()

    /// The text of an argument that is declared as a string.
    static func text(_ value: Value) -> ByteString {
        if case .string(let text) = value.underlying { text } else { "" }
    }
}
