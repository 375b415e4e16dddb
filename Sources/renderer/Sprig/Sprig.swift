public import GoTemplate

/// The functions of sprig 3.3's text map, with sprig's own conversions and error texts.
///
/// ```swift
/// var templates = TemplateSet(functions: Sprig.functions())
/// try templates.parse(#"{{ .name | upper | quote }}"#, name: "main")
/// ```
public enum Sprig {
    /// All functions by their names.
    ///
    /// - Parameter permissions: What templates may learn of the machine; nothing unless told otherwise, as in Helm: `env` and
    ///   `expandenv` are no functions then, and `getHostByName` answers nothing.
    public static func functions(allowing permissions: SprigPermissions = []) -> FunctionMap {
        var all = FunctionMap()
        for group in groups { all.merge(group) }
        all.merge(SystemFunctions.functions(allowing: permissions))
        return all
    }

    /// The functions of each group; a file or a folder of this module for each.
    private static let groups: [FunctionMap] = [
        RegexFunctions.functions,
        DateFunctions.functions,
        RandomFunctions.functions,
        SecretFunctions.functions,
        CertificateFunctions.functions,
        TextFunctions.functions,
        SizedTextFunctions.functions,
        QuotingFunctions.functions,
        ListFunctions.functions,
        ListSelectionFunctions.functions,
        StringListFunctions.functions,
        DictionaryFunctions.functions,
        MergeFunctions.functions,
        DefaultFunctions.functions,
        ReflectionFunctions.functions,
        IntegerFunctions.functions,
        SequenceFunctions.functions,
        FloatFunctions.functions,
        NumberConversionFunctions.functions,
        JSONFunctions.functions,
        EncodingFunctions.functions,
        PathFunctions.functions,
        FlowFunctions.functions,
        VersionFunctions.functions,
        URLFunctions.functions,
        DecimalFunctions.functions,
    ]
}
