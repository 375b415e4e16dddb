import JSON
import TemplateTesting
import TestSupport

/// Makes templates by Go's grammar, some of them broken afterwards, and data for them.
///
/// Loops are short and templates call only ones that were made before them, so that each ends soon.
struct TemplateCaseGenerator {
    private var random: SeededGenerator
    private var variables: [String] = []
    private var templates: [String] = []
    private var loopDepth = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func next(_ number: Int) -> OracleCase {
        variables = []
        templates = []
        loopDepth = 0
        let name = random.one(of: ["main", "main", "dir/web.tmpl", "日本 \"x\"", "a:b"])
        if random.once(in: 6) {
            return OracleCase(
                name: "template \(number)", subject: .templates([(name, Array(soup().utf8))], options: []), data: data())
        }
        var text = ""
        for index in 0..<random.below(3) where random.once(in: 2) {
            text += action("define \"t\(index)\"") + scoped { $0.list(depth: 2) } + action("end")
            templates.append("t\(index)")
        }
        text += list(depth: 0)
        var bytes = Array(text.utf8)
        if random.once(in: 4) { for _ in 0...random.below(2) { mutate(&bytes) } }
        let option = random.one(of: ["", "", "", "missingkey=zero", "missingkey=error"])
        return OracleCase(
            name: "template \(number)",
            subject: .templates([(name, bytes)], options: option.isEmpty ? [] : [option]), data: data())
    }

    // Statements.

    private mutating func list(depth: Int) -> String {
        var text = ""
        for _ in 0...random.below(depth == 0 ? 4 : 3) { text += item(depth: depth) }
        return text
    }

    private mutating func item(depth: Int) -> String {
        switch random.below(depth < 3 ? 20 : 10) {
        case 0, 1, 2:
            return random.one(of: ["x", " ", "\n", "  \n\t", "text ", "é", "}}", "{ ", "- ", "\r\n", "key: value\n", "日本"])
        case 3, 4, 5, 6, 7:
            return action(pipeline(depth: 0))
        case 8:
            let name = variable()
            let text = action("\(name) \(random.once(in: 3) ? "=" : ":=") \(pipeline(depth: 1))")
            variables.append(name)
            return text
        case 9:
            if loopDepth > 0 || random.once(in: 30) { return action(random.one(of: ["break", "continue"])) }
            return "{{" + random.one(of: ["/* c */", "- /* c */ -", "/* c */ -", "- /* c */"]) + "}}"
        case 10, 11, 12, 13:
            return branch("if", depth: depth)
        case 14, 15:
            return branch("with", depth: depth)
        case 16, 17, 18:
            return loop(depth: depth)
        default:
            return call(depth: depth)
        }
    }

    private mutating func branch(_ keyword: String, depth: Int) -> String {
        let outer = variables
        defer { variables = outer }
        var text = action("\(keyword) \(declaration())\(pipeline(depth: 1))") + list(depth: depth + 1)
        if random.once(in: 4) {
            text += action("else \(random.once(in: 12) ? "range" : keyword) \(pipeline(depth: 1))") + list(depth: depth + 1)
        }
        if random.once(in: 3) { text += action("else") + list(depth: depth + 1) }
        return text + action("end")
    }

    private mutating func loop(depth: Int) -> String {
        let outer = variables
        defer { variables = outer }
        var head = "range "
        switch random.below(4) {
        case 0:
            let name = variable()
            head += "\(name) \(random.once(in: 8) ? "=" : ":=") "
            variables.append(name)
        case 1:
            let (first, second) = (variable(), variable())
            head += "\(first), \(second) \(random.once(in: 8) ? "=" : ":=") "
            variables += [first, second]
        default: break
        }
        head +=
            random.once(in: 3)
            ? random.one(of: [".list", ".map", ".empty", ".n", "3", ".nested", ".none"]) : pipeline(depth: 1)
        loopDepth += 1
        var text = action(head) + list(depth: depth + 1)
        loopDepth -= 1
        if random.once(in: 4) { text += action("else") + list(depth: depth + 1) }
        return text + action("end")
    }

    private mutating func call(depth: Int) -> String {
        if random.once(in: 4) {
            let name = "b\(random.below(100))"
            return action("block \"\(name)\" \(pipeline(depth: 1))") + scoped { $0.list(depth: depth + 1) } + action("end")
        }
        let name = random.once(in: 10) ? "missing" : templates.isEmpty ? "main0" : random.one(of: templates)
        return action("template \"\(name)\"" + (random.once(in: 3) ? "" : " " + pipeline(depth: 1)))
    }

    /// What a template has within, where the variables around it are unknown.
    private mutating func scoped(_ body: (inout Self) -> String) -> String {
        let outer = (variables, loopDepth)
        (variables, loopDepth) = ([], 0)
        defer { (variables, loopDepth) = outer }
        return body(&self)
    }

    private mutating func action(_ text: String) -> String {
        let open = random.once(in: 8) ? "{{- " : random.once(in: 2) ? "{{ " : "{{"
        let close = random.once(in: 8) ? " -}}" : random.once(in: 2) ? " }}" : "}}"
        return open + text + close
    }

    private mutating func declaration() -> String {
        guard random.once(in: 5) else { return "" }
        let name = variable()
        variables.append(name)
        return "\(name) := "
    }

    private mutating func variable() -> String {
        random.one(of: ["$a", "$b", "$c", "$x1"])
    }

    // Expressions.

    private mutating func pipeline(depth: Int) -> String {
        var text = command(depth: depth)
        while random.once(in: 5) {
            let function = random.one(of: Self.functions)
            text += (random.once(in: 6) ? "|" : " | ") + function.name
            for _ in 0..<max(function.arguments - 1, 0) { text += " " + operand(depth: depth + 1) }
        }
        return text
    }

    private mutating func command(depth: Int) -> String {
        switch random.below(10) {
        case 0, 1, 2, 3, 4:
            let function = random.one(of: Self.functions)
            var count = function.arguments
            if random.once(in: 15) { count = random.below(4) }
            var text = function.name
            if function.name == "printf" {
                text += " " + random.one(of: Self.formats)
                count -= 1
            }
            for _ in 0..<max(count, 0) { text += " " + operand(depth: depth + 1) }
            return text
        case 5 where random.once(in: 5):
            return operand(depth: depth) + " " + operand(depth: depth)
        default:
            return operand(depth: depth)
        }
    }

    private mutating func operand(depth: Int) -> String {
        switch random.below(depth < 3 ? 16 : 12) {
        case 0, 1, 2, 3, 4: return random.one(of: Self.fields)
        case 5, 6:
            if variables.isEmpty, !random.once(in: 20) { return "." }
            let name = random.once(in: 25) || variables.isEmpty ? variable() : random.one(of: variables)
            return random.once(in: 4) ? name + random.one(of: [".x", ".name", ".map.k"]) : name
        case 7: return random.one(of: [".", "$", "$.n", "$.map.k", "true", "false", "nil"])
        case 8, 9, 10: return random.one(of: Self.literals)
        case 11: return random.one(of: Self.values)
        case 12: return "(\(pipeline(depth: depth + 1)))" + random.one(of: [".x", ".k", ".X", ".Label", ".Greet", ".map.k"])
        default: return "(\(pipeline(depth: depth + 1)))"
        }
    }

    private static let functions: [(name: String, arguments: Int)] = [
        ("print", 2), ("print", 1), ("println", 2), ("printf", 3), ("printf", 2), ("len", 1), ("index", 2), ("index", 3),
        ("slice", 2), ("slice", 3), ("not", 1), ("and", 2), ("or", 2), ("and", 3), ("or", 3), ("eq", 2), ("eq", 3), ("ne", 2),
        ("lt", 2), ("le", 2), ("gt", 2), ("ge", 2), ("html", 1), ("js", 1), ("urlquery", 2), ("call", 3), ("call", 1),
        ("addInts", 2), ("half", 1), ("upper", 1), ("isSet", 1), ("join", 3), ("anything", 1), ("countAny", 2), ("countMap", 1),
        ("countList", 1), ("failing", 1), ("takeUint", 1), ("uint8", 1), ("int64", 1), ("float32", 1), ("strings", 2),
        ("bytes", 1), ("named", 1), ("twice", 1), ("unknown", 1),
    ]

    private static let fields = [
        ".s", ".n", ".f", ".t", ".no", ".none", ".missing", ".map", ".map.k", ".map.sub.deep", ".map.missing", ".missing.x",
        ".none.x", ".s.x", ".n.x", ".list", ".empty", ".nested", ".emptyMap", ".name", ".x", ".zero", ".u",
    ]

    private static let literals = [
        "0", "1", "2", "-1", "7", "1.5", "-0.5", "1e3", "2i", "'a'", "0x1F", "\"\"", "\"a\"", "\"k\"", "\"text é\"", "`raw`",
        "\"%v\"", "\"\\n\\\"\"", "0b11", "1_0",
    ]

    private static let values = [
        "point", "pointer", "nilPointer", "function", "nilMap", "nilList", "array", "nested", "stringMap", "intMap", "noArgs",
        "failure", "nilAny", "variadic", "boolMap",
    ]

    private static let formats = [
        "\"%v %v\"", "\"%d-%s\"", "\"%q|%5v\"", "\"%T %T\"", "\"%5.2f %x\"", "\"%+v %#v\"", "\"%t\"", "\"%%%s\"",
        "\"%[2]v %[1]v\"",
        "\"%*d\"", "\"%s\"", "\"%-6s|%06d\"", "\"plain\"", ".s", "1",
    ]

    // Damage and data.

    /// Tokens in no order at all, mostly within actions.
    private mutating func soup() -> String {
        var text = ""
        for _ in 0...random.below(3) {
            text += random.one(of: ["", "a", "\n", "{{if .t}}", "{{range .list}}", "{{define \"t\"}}", "{{end}}", "{{else}}"])
            text += random.once(in: 10) ? "" : random.one(of: ["{{", "{{", "{{- "])
            for _ in 0...random.below(5) {
                text += random.one(of: Self.tokens)
                if random.once(in: 2) { text += random.one(of: [" ", " ", "\n", "\t"]) }
            }
            text += random.once(in: 10) ? "" : random.one(of: ["}}", "}}", " -}}"])
        }
        return text
    }

    private static let tokens = [
        "if", "else", "end", "range", "with", "define", "template", "block", "break", "continue", "nil", "true", "false", "print",
        "len", "printf", "unknown", ".", ".s", ".map.k", "$", "$x", "$x.y", ":=", "=", ",", "|", "(", ")", "1", "-1", "1.5", "0x",
        "1e", "2i", "'a'", "''", "'", "\"a\"", "\"", "`b`", "`", "/*", "*/", "/* c */", "-", "+", "}}", "{{", "}", "{", "@", "é",
        "\\", "else if", "else with", "template \"t\"", "block \"b\" .", "define \"d\"", "$x := 1", "range $i, $v := .list", "..",
        ".1", "a.b", "(1).x", "\u{0}", "\r", "%", "%s", "0b1", "1_", "'\\n'", "\"\\q\"", "''a", "!", "#", "~", ";", "^",
    ]

    private mutating func mutate(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let start = random.below(bytes.count)
        let end = min(start + 1 + random.below(4), bytes.count)
        switch random.below(4) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 2: bytes[start] = random.one(of: Array("{}()|.$\"'`\\:=-+,/* \n\tae0%é@".utf8))
        default:
            let snippet = random.one(of: [
                "{{", "}}", "(", ")", "|", "end", " ", "\"", "$x", ":=", ".", "{{end}}", "{{else}}", "-",
            ])
            bytes.insert(contentsOf: Array(snippet.utf8), at: start)
        }
    }

    private mutating func data() -> JSONValue {
        if random.once(in: 25) { return random.one(of: [nil, "text", 7, [1, 2], true, 1.5]) }
        var object: JSONObject = [
            "s": random.one(of: ["text", "", "<a & b>", "日本語", "it's"]), "n": .integer(Int64(random.below(9))),
            "f": random.one(of: [1.5, -0.25, 1000000.5, 0.0]), "t": true, "no": false, "none": nil, "zero": 0, "u": "é\u{1}",
            "name": "name", "x": random.one(of: [1, "x", nil, ["x": 2]]),
            "map": ["k": random.one(of: ["v", 3, nil, [1]]), "sub": ["deep": [true, "two"]], "a": 1, "x": "y"],
            "list": random.one(of: [[1, 2, 3], ["a", "b"], [nil, ["k": "v", "x": 1]], [[1], 2.5, "c", true], []]), "empty": [],
            "nested": [[1, 2], [], [3]], "emptyMap": [:],
        ]
        if random.once(in: 3) { object.removeValue(forKey: random.one(of: ["s", "n", "map", "list", "x"])) }
        return .object(object)
    }
}
