import TestSupport

/// Makes YAML of every style by its grammar, with the scalars, anchors and comments that manifests have.
struct ManifestGenerator {
    private var random: SeededGenerator
    private var anchors: [String] = []

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// A text of one document, or of a few.
    mutating func next() -> String {
        var text = random.once(in: 4) ? "---\n" : ""
        text += document()
        while random.once(in: 6) { text += "---\n" + document() }
        return text
    }

    /// A text in which a few characters have been replaced, removed, doubled or put in.
    mutating func broken() -> String {
        var scalars = Array(next().unicodeScalars)
        for _ in 0...random.below(3) {
            let place = random.below(scalars.count)
            switch random.below(4) {
            case 0: scalars.remove(at: place)
            case 1: scalars.insert(scalars[place], at: place)
            case 2: scalars.insert(random.one(of: Self.marks), at: place)
            default: scalars[place] = random.one(of: Self.marks)
            }
            if scalars.isEmpty { scalars = ["a"] }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static let marks = Array(" \n:-#,[]{}&*!|>'\"%@`?\t~=<.0aé\\/_+".unicodeScalars)

    private mutating func document() -> String {
        anchors = []
        var text = ""
        if random.once(in: 8) { text += "# a document\n" }
        text += random.once(in: 5) ? sequence(indent: 0, depth: 0) : mapping(indent: 0, depth: 0)
        return text
    }

    private mutating func mapping(indent: Int, depth: Int) -> String {
        var text = ""
        for place in 0...random.below(4) {
            text += spaces(indent) + key(place) + ":" + value(indent: indent, depth: depth, isInMapping: true)
            text += trivia(indent)
        }
        return text
    }

    private mutating func sequence(indent: Int, depth: Int) -> String {
        var text = ""
        for _ in 0...random.below(4) {
            text += spaces(indent) + "-" + value(indent: indent, depth: depth, isInMapping: false) + trivia(indent)
        }
        return text
    }

    /// What follows a key or a dash, to the end of its last line.
    private mutating func value(indent: Int, depth: Int, isInMapping: Bool) -> String {
        let properties = properties()
        if depth < 4 {
            let inner = indent + 1 + random.below(4)
            switch random.below(10) {
            case 0, 1: return properties + comment() + "\n" + mapping(indent: inner, depth: depth + 1)
            case 2: return properties + "\n" + sequence(indent: isInMapping ? indent + random.below(3) : inner, depth: depth + 1)
            case 3 where !isInMapping && properties.isEmpty:
                let nested = mapping(indent: indent + 2, depth: depth + 1)
                return " " + nested.drop { $0 == " " }
            case 4: return properties + " " + block(indent: indent)
            case 5: return properties + " " + flow(depth: depth) + comment() + "\n"
            default: break
            }
        }
        if properties.isEmpty, !anchors.isEmpty, random.once(in: 4) { return " *" + random.one(of: anchors) + comment() + "\n" }
        return properties + " " + scalar() + comment() + "\n"
    }

    private mutating func properties() -> String {
        var text = ""
        if random.once(in: 10) {
            let name = "x\(random.below(5))"
            if !random.once(in: 5) { anchors.append(name) }
            text += " &" + name
        }
        if random.once(in: 25) { text += " " + random.one(of: ["!!str", "!!int", "!local", "!", "!!map", "!!float"]) }
        return text
    }

    private mutating func key(_ place: Int) -> String {
        switch random.below(20) {
        case 0: random.one(of: ScalarCorpus.plain)
        case 1: random.one(of: ["\"quoted key\"", "'single'", "? explicit\n", "<<", "a b", "a.b/c-d", "1", "1.5", "yes"])
        default: random.one(of: ["name", "kind", "spec", "data", "é", "a", "b"]) + String(place)
        }
    }

    private mutating func scalar() -> String {
        switch random.below(12) {
        case 0...3: random.one(of: ScalarCorpus.plain)
        case 4: random.one(of: ScalarCorpus.quoted)
        case 5: "\"" + words() + "\\n" + words() + "\""
        case 6: "'" + words() + "'"
        default: words()
        }
    }

    private mutating func words() -> String {
        let words = (0...random.below(4)).map { _ in
            random.one(of: ["alpha", "b", "10", "x:y", "#c", "d#", "é", "😀", "-", "yes", "{{ }}"])
        }
        return words.joined(separator: random.once(in: 8) ? "\n      " : " ")
    }

    private mutating func flow(depth: Int) -> String {
        let isMapping = random.once(in: 2)
        let elements = (0..<random.below(4)).map { place in
            let element = depth < 4 && random.once(in: 4) ? flow(depth: depth + 1) : scalar()
            return isMapping ? key(place) + ": " + element : element
        }
        let separator = random.one(of: [", ", ",", " , ", ",\n        "])
        let inner = elements.joined(separator: separator) + (random.once(in: 8) ? "," : "")
        return isMapping ? "{" + inner + "}" : "[" + inner + "]"
    }

    private mutating func block(indent: Int) -> String {
        let inner = 1 + random.below(4)
        var header = random.one(of: ["|", ">"])
        let isIndicated = random.once(in: 4)
        if isIndicated { header += String(inner) }
        header += random.one(of: ["", "-", "+"])
        var text = header + comment() + "\n"
        for _ in 0..<random.below(5) {
            switch random.below(6) {
            case 0: text += "\n"
            case 1: text += spaces(indent + inner) + "  " + words() + "\n"
            case 2: text += spaces(indent + inner) + "# " + words() + "\n"
            default: text += spaces(indent + inner) + words().replacing("\n", with: " ") + "\n"
            }
        }
        return text
    }

    private mutating func comment() -> String { random.once(in: 10) ? random.one(of: [" # note", "  #", " # x: y"]) : "" }

    /// What may stand between the lines of a collection.
    private mutating func trivia(_ indent: Int) -> String {
        switch random.below(16) {
        case 0: "\n"
        case 1: spaces(indent) + "# note\n"
        case 2: "# note: [\n"
        default: ""
        }
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
