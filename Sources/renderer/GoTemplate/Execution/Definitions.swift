/// The templates of a set, by the numbers of their names. Immutable, so that a set is copied by one reference.
final class Definitions: Sendable {
    let numbers: TemplateNames

    /// The programs by the numbers of their names; nil for a name that is called but not defined.
    let programs: [Program?]

    /// The name of the first text, which stands for the set in errors.
    let root: String?

    init(numbers: TemplateNames = TemplateNames(), programs: [Program?] = [], root: String? = nil) {
        self.numbers = numbers
        self.programs = programs
        self.root = root
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
