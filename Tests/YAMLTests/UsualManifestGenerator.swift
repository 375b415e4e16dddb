import TestSupport

/// Makes YAML as templates write it, most of which needs no libyaml, and now and then breaks some bytes of it.
struct UsualManifestGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// A text of a few documents.
    mutating func next() -> [UInt8] {
        var text = ""
        repeat {
            text += random.once(in: 3) ? "---\n" : ""
            text += random.once(in: 8) ? sequence(at: 0, depth: 0) : mapping(at: 0, depth: 0)
            if random.once(in: 10) { text += "---\n# nothing\n" }
            text += random.once(in: 2) ? "---\n" : ""
        } while random.once(in: 4)
        if random.once(in: 8) { text.removeLast() }
        var bytes = Array(text.utf8)
        if random.once(in: 3) {
            for _ in 0...random.below(2) where !bytes.isEmpty {
                let place = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(random.one(of: Self.marks), at: place)
                case 2: bytes[place] = random.one(of: Self.marks)
                default: bytes.removeLast(bytes.count - place)
                }
            }
        }
        return bytes
    }

    private static let marks = Array(" \n:-#,[]{}'\"\\\t|a0<é\u{85}\u{7F}".utf8)

    private mutating func mapping(at column: Int, depth: Int) -> String {
        var text = ""
        for place in 0...random.below(depth == 0 ? 6 : 3) {
            let comment = random.once(in: 30) ? spaces(column) + "# a note\n" : random.once(in: 30) ? "\n" : ""
            text += comment + spaces(column) + key(place) + ":" + value(at: column, depth: depth, isKey: true)
        }
        return text
    }

    private mutating func sequence(at column: Int, depth: Int) -> String {
        var text = ""
        for _ in 0...random.below(3) {
            text += spaces(column) + "-"
            if depth < 4, random.once(in: 3) {
                text += " " + mapping(at: column + 2, depth: depth + 1).drop { $0 == " " }
            } else {
                text += value(at: column, depth: depth, isKey: false)
            }
        }
        return text
    }

    private mutating func value(at column: Int, depth: Int, isKey: Bool) -> String {
        let end = (random.once(in: 30) ? " # a note" : random.once(in: 30) ? "  " : "") + "\n"
        if depth < 4 {
            switch random.below(8) {
            case 0, 1: return end + mapping(at: column + 2, depth: depth + 1)
            case 2: return end + sequence(at: isKey ? column + 2 * random.below(2) : column + 2, depth: depth + 1)
            case 3 where random.once(in: 2): return literal(at: column + 2)
            case 3: return end
            default: break
            }
        }
        return " " + (random.once(in: 6) ? flow(depth: depth) : scalar()) + end
    }

    private mutating func literal(at column: Int) -> String {
        var text = random.one(of: [" |\n", " |-\n", " |+\n", " | # a note\n"])
        for _ in 0...random.below(4) {
            let line = random.one(of: [
                "#!/bin/sh", "echo \"$1\" | tr 'a' \"\\n\"", "\ttab", "  deeper", "é: [x", "", "---", "x" + spaces(40) + "\"y\"",
            ])
            text += (line.isEmpty ? "" : spaces(column)) + line + "\n"
        }
        return text
    }

    private mutating func key(_ place: Int) -> String {
        switch random.below(30) {
        case 0: quoted()
        case 1 where random.once(in: 8):
            random.one(of: [
                "a", "name", "yes", "12", "no-one", "null", "nul", "app.kubernetes.io/name", "<<", "it's", "a\"b", "\\",
            ])
        default:
            random.one(of: ["name", "kind", "spec", "app.kubernetes.io/instance", "a", "on-", "matchLabels", "é"]) + String(place)
        }
    }

    private mutating func scalar() -> String {
        switch random.below(8) {
        case 0, 1: quoted()
        case 2 where random.once(in: 8): random.one(of: ScalarCorpus.plain)
        case 3:
            random.one(of: [
                "1", "8080", "0", "-1", "0.5", "true", "off", "~", "123456789012345678", "9223372036854775807", "1e20",
            ])
        default:
            (0...random.below(3)).map { _ in
                random.one(of: [
                    "alpha", "registry.k8s.io/pause:3.9", "b", "é", "d#", "e\"", "\\", "f'", "a-word-of-nineteen-",
                ])
            }.joined(separator: " ")
        }
    }

    private mutating func quoted() -> String {
        let parts = ["a", "b c", "é", "more than sixteen bytes", "12", ": ", " #", "[", "{}", "\t"]
        let isDouble = random.once(in: 2)
        let escapes = isDouble ? ["\\n", "\\\"", "\\\\", "\\t", "\\r", "'"] : ["''", "\"", "\\", "\\n"]
        let text = (0..<random.below(5)).map { _ in random.one(of: random.once(in: 3) ? escapes : parts) }.joined()
        return isDouble ? "\"\(text)\"" : "'\(text)'"
    }

    private mutating func flow(depth: Int) -> String {
        let isMapping = random.once(in: 2)
        let elements = (0..<random.below(4)).map { place in
            let element = depth < 6 && random.once(in: 4) ? flow(depth: depth + 1) : scalar()
            return isMapping ? key(place) + ": " + element : element
        }
        let inner = elements.joined(separator: random.one(of: [", ", ","]))
        return isMapping ? "{" + inner + "}" : "[" + inner + "]"
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
