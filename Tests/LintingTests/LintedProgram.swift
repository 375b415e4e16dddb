import TestSupport

/// Makes templates that read a custom resource through everything that the linter follows.
struct LintedProgram {
    private var random: SeededGenerator
    private var variables = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// An entry, and two templates that it may call.
    mutating func text() -> String {
        var text = ""
        for name in ["t", "u"] { text += "{{ define \"\(name)\" }}\(statements(1, callees: name == "t" ? ["u"] : [])){{ end }}" }
        return text + statements(2, callees: ["t", "u"])
    }

    private mutating func statements(_ depth: Int, callees: [String]) -> String {
        let outer = variables
        defer { variables = outer }
        return (0...random.below(3)).map { _ in statement(depth, callees) }.joined()
    }

    private mutating func statement(_ depth: Int, _ callees: [String]) -> String {
        let value = expression(2)
        switch random.below(depth > 0 ? 8 : 5) {
        case 0, 1:
            variables += 1
            return "{{ $v\(variables) := \(value) }}"
        case 2: return "{{ $_ := set \(value) \"\(key())\" \(expression(1)) }}"
        case 3 where !callees.isEmpty: return "{{ template \"\(random.one(of: callees))\" \(value) }}"
        // What is not executed has no mistakes of a run: then it fails.
        case 5, 6:
            let form = random.one(of: ["range", "with"])
            return "{{ \(form) \(value) }}\(statements(depth - 1, callees: callees)){{ else }}{{ fail \"empty\" }}{{ end }}"
        default: return "{{ \(value) }}"
        }
    }

    private mutating func expression(_ depth: Int) -> String {
        guard depth > 0, random.below(3) > 0 else { return path() }
        let (one, other) = (expression(depth - 1), expression(depth - 1))
        switch random.below(16) {
        case 0, 1: return "(dict \"\(key())\" \(one) \"\(key())\" \(other))"
        case 2: return "(dict \"\(key())\" \(one) \"\(key())\" \(other)).\(key())"
        case 3: return "(list \(one) \(other))"
        case 4: return "(index \(one) \(random.below(2)))"
        case 5: return "(\(random.one(of: ["first", "last"])) \(one))"
        case 6: return "(\(random.one(of: ["merge", "mergeOverwrite"])) (dict \"\(key())\" \(one)) \(other))"
        case 7: return "(merge \(one) \(other)).\(key())"
        case 8: return "(pick \(one) \"\(key())\" \"\(key())\").\(key())"
        // What `or` and `and` do not come to is no mistake of a run.
        case 9: return "(\(random.one(of: ["default \(one)", "coalesce \(one)", "or false", "and true"])) \(other))"
        case 10: return "(ternary \(one) \(other) \(random.one(of: ["true", "false"])))"
        case 11: return "(deepCopy \(one)).\(key())"
        case 12: return "(len \(one))"
        case 13: return "(\(random.one(of: ["eq", "ne"])) \(one) \(other))"
        case 14: return "(\(random.one(of: ["omit", "pick"])) \(one) \"\(key())\")"
        default: return random.one(of: ["1", "\"x\"", "2.5", "(upper \(one))", "(int \(one))", "(toYaml \(one))"])
        }
    }

    private mutating func key() -> String {
        random.one(of: ["spec", "owner", "team", "size", "users", "name", "labels", "metadata", "extra", "a"])
    }

    private mutating func path() -> String {
        if variables > 0, random.below(2) == 0 {
            let variable = "$v\(1 + random.below(variables))"
            return random.below(2) == 0 ? variable : "\(variable).\(key())"
        }
        let known = [
            "spec", "spec.owner", "spec.owner.team", "spec.size", "spec.engine", "spec.users", "spec.labels", "spec.labels.a",
            "spec.extra", "spec.extra.a.owner", "spec.public", "spec.port", "spec.nick", "spec.tags", "metadata", "metadata.name",
        ]
        switch random.below(5) {
        case 0: return "."
        case 1: return "$"
        case 2: return ".\(key())"
        case 3: return "$.\(random.one(of: known))"
        default: return ".\(random.one(of: known))"
        }
    }
}
