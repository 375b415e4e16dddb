public import GoTemplate

/// The functions of sprig 3.3's text map, with sprig's own conversions and error texts.
///
/// ```swift
/// var templates = TemplateSet(functions: Sprig.functions())
/// try templates.parse(#"{{ .name | upper | quote }}"#, name: "main")
/// ```
public enum Sprig {
    /// All functions by their names.
    public static func functions() -> FunctionMap {
        var all = FunctionMap()
        for group in groups { all.merge(group) }
        return all
    }

    /// The functions of each group; a file or a folder of this module for each.
    private static let groups: [FunctionMap] = [
        RegexFunctions.functions,
        DateFunctions.functions,
        RandomFunctions.functions,
    ]
}
