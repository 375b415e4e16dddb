/// Templates that can call one another, parsed from one or more texts.
///
/// A set is a value: a copy can be extended without a change to the original, and any number of tasks can render from
/// the same set at once.
///
/// ```swift
/// var templates = TemplateSet()
/// try templates.parse(#"{{define "label"}}app: {{.}}{{end}}"#, name: "labels.tmpl")
/// try templates.parse(#"{{template "label" .metadata.name}}"#, name: "main.tmpl")
/// let output = try templates.render("main.tmpl", data: ["metadata": ["name": "web"]])
/// // app: web
/// ```
public struct TemplateSet: Sendable {
    /// What templates can call besides the builtin functions; texts that are parsed from now on see a change.
    public var functions: FunctionMap {
        // What was parsed with the old functions while rendering is not what the new ones would give.
        didSet { definitions = Definitions(definitions) }
    }

    /// What actions stand between in the texts that are parsed from now on.
    public var delimiters: TemplateDelimiters

    /// What was parsed so far.
    private var definitions = Definitions()

    /// A set without templates.
    ///
    /// - Parameters:
    ///   - functions: What templates can call besides Go's builtin functions; one of the same name replaces a builtin one.
    ///   - delimiters: What actions stand between.
    ///   - name: What errors call the set; nil for the name of its first text.
    public init(
        functions: FunctionMap = FunctionMap(), delimiters: TemplateDelimiters = .standard, name: String? = nil
    ) {
        self.functions = functions
        self.delimiters = delimiters
        definitions = Definitions(root: name)
    }

    /// Parses a text and adds the templates in it: one of the name given, and those that it defines.
    ///
    /// A template replaces one of the same name from an earlier text, unless it is empty but for space. If the text is
    /// not a template, the set stays as it is.
    ///
    /// - Parameters:
    ///   - source: The text.
    ///   - name: The text's name, such as the file's, for calling it and for errors.
    /// - Throws: What is wrong with the text, and on which line.
    public mutating func parse(_ source: [UInt8], name: String) throws(TemplateError) {
        let functions = functions
        let source = TemplateSource(name: name, bytes: source)
        let parsed = try Parser.parse(source, delimiters: delimiters) { name in
            functions[name] != nil || Builtins.functions[name] != nil
        }
        definitions = definitions.adding(parsed, from: name, functions: functions)
    }

    /// Parses a text and adds the templates in it.
    public mutating func parse(_ source: String, name: String) throws(TemplateError) {
        try parse(Array(source.utf8), name: name)
    }

    /// The set with the templates of a text that is parsed while rendering; the last few of a set are kept parsed.
    func extended(by source: ByteString, name: String) throws(TemplateError) -> TemplateSet {
        var extended = self
        let key = ExtensionKey(source: source, name: name, delimiters: delimiters)
        if let known = definitions.extensions[key] {
            extended.definitions = known
            return extended
        }
        try extended.parse(source.bytes, name: name)
        definitions.extensions[key] = extended.definitions
        return extended
    }

    /// The names of the templates that are defined, sorted by their bytes.
    public var names: [String] { definitions.names.map { ByteString($0) }.sorted().map(\.description) }

    /// Whether there is a template of the name.
    public func contains(_ name: String) -> Bool { definitions.program(named: name) != nil }

    /// The template of a name as it was parsed.
    package func tree(named name: String) -> SyntaxTree? { definitions.program(named: name)?.tree }

    /// The programs by the numbers of their names.
    var programs: [Program?] { definitions.programs }

    func program(named name: String) throws(TemplateError) -> Program {
        if let program = definitions.program(named: name) { return program }
        let root = definitions.root.map { " associated with template \(Quoting.quoted($0))" } ?? ""
        throw TemplateError(kind: .missing, message: "no template \(Quoting.quoted(name))\(root)")
    }

    func templateName(_ number: Int32) -> String { definitions.numbers.names[Int(number)] }
}
