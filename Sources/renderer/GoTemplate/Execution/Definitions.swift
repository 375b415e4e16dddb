/// The templates of a set, by the numbers of their names. Immutable, so that a set is copied by one reference.
final class Definitions: Sendable {
    let numbers: TemplateNames

    /// The programs by the numbers of their names; nil for a name that is called but not defined.
    let programs: [Program?]

    /// The name of the first text, which stands for the set in errors.
    let root: String?

    /// What the templates are together with texts that were parsed while rendering.
    let extensions = Extensions()

    /// No templates, in a set of a name.
    convenience init(root: String? = nil) {
        var numbers = TemplateNames()
        // Texts that are parsed while rendering usually have that name: it has a number already, so that all share the numbers.
        if let root { _ = numbers.number(of: root) }
        self.init(numbers: numbers, programs: Array(repeating: nil, count: numbers.names.count), root: root)
    }

    private init(numbers: TemplateNames, programs: [Program?], root: String?) {
        self.numbers = numbers
        self.programs = programs
        self.root = root
    }

    /// The same templates, without what was parsed while rendering.
    convenience init(_ other: Definitions) {
        self.init(numbers: other.numbers, programs: other.programs, root: other.root)
    }

    /// The names of the templates that are defined.
    var names: [String] {
        zip(numbers.names, programs).compactMap { name, program in program == nil ? nil : name }
    }

    func program(named name: String) -> Program? {
        numbers[name].flatMap { programs[Int($0)] }
    }

    /// These templates and those of one more text. A template that is empty does not replace another.
    func adding(_ trees: [SyntaxTree], from root: String, functions: FunctionMap) -> Definitions {
        var numbers = numbers
        var programs = programs
        for tree in trees {
            let number = Int(numbers.number(of: tree.name))
            if tree.isEmpty, number < programs.count, programs[number] != nil { continue }
            let program = Compiler.compile(tree, functions: functions, templates: &numbers)
            while programs.count < numbers.names.count { programs.append(nil) }
            programs[number] = program
        }
        return Definitions(numbers: numbers, programs: programs, root: self.root ?? root)
    }
}
