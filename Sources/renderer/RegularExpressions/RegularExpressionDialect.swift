import GoTemplate

/// A pattern of Go's, written so that RE2 reads it in the same way.
///
/// Go also has `(?<name>a)` for `(?P<name>a)`, and lacks `\C`, which matches half a character.
struct RegularExpressionDialect {
    private static let shortName = Array("(?<".utf8)
    private static let longName = Array("(?P<".utf8)
    private static let halfCharacter = Array("\\C".utf8)
    /// What RE2 knows as little as Go.
    private static let unknownEscape = Array("\\8".utf8)

    /// The pattern as RE2 is to read it.
    private(set) var pattern: [UInt8] = []

    /// Where each byte of the pattern, and its end, is in what was given.
    private var origins: [Int] = []

    private let source: [UInt8]

    init(_ source: [UInt8]) {
        self.source = source
        var rest = source[...]
        while let first = rest.first {
            let length: Int
            switch first {
            case UInt8(ascii: "\\"):
                length = Self.escapeLength(rest)
                if rest.starts(with: Self.halfCharacter) {
                    append(Self.unknownEscape, origins: [0, 1], of: &rest, length)
                    continue
                }
            case UInt8(ascii: "["): length = Self.classLength(rest)
            case UInt8(ascii: "(") where rest.starts(with: Self.shortName):
                // A part that ends within the longer form stands for the whole of the shorter one.
                append(Self.longName, origins: [0, 1, 2, 3], of: &rest, Self.shortName.count)
                continue
            default: length = 1
            }
            append(Array(rest.prefix(length)), origins: Array(0..<length), of: &rest, length)
        }
        origins.append(source.count)
    }

    private mutating func append(_ bytes: [UInt8], origins: [Int], of rest: inout ArraySlice<UInt8>, _ length: Int) {
        let start = rest.startIndex
        pattern.append(contentsOf: bytes)
        self.origins.append(contentsOf: origins.map { $0 + start })
        rest = rest.dropFirst(length)
    }

    /// A part of the pattern, as it stood in what was given.
    func original(_ part: [UInt8]) -> [UInt8] {
        guard pattern.count != source.count || pattern != source, let start = Self.offset(of: part, in: pattern) else {
            return part
        }
        return Array(source[origins[start]..<origins[start + part.count]])
    }

    private static func offset(of part: [UInt8], in text: [UInt8]) -> Int? {
        guard part.count <= text.count else { return nil }
        return (0...text.count - part.count).first { text[$0...].starts(with: part) }
    }

    /// The length of an escape; a quotation `\Q...\E` is one.
    private static func escapeLength(_ text: ArraySlice<UInt8>) -> Int {
        guard text.dropFirst().first == UInt8(ascii: "Q") else { return min(2, text.count) }
        let quoted = text.dropFirst(2)
        let end = quoted.indices.first { quoted[$0...].starts(with: Array("\\E".utf8)) }
        return end.map { $0 + 2 - text.startIndex } ?? text.count
    }

    /// The length of a character class with its brackets.
    private static func classLength(_ text: ArraySlice<UInt8>) -> Int {
        var position = text.startIndex + 1
        if position < text.endIndex, text[position] == UInt8(ascii: "^") { position += 1 }
        // A bracket that comes first is one of the class.
        if position < text.endIndex, text[position] == UInt8(ascii: "]") { position += 1 }
        while position < text.endIndex, text[position] != UInt8(ascii: "]") {
            let rest = text[position...]
            if rest.first == UInt8(ascii: "\\") {
                position += min(2, rest.count)
            } else if rest.starts(with: Array("[:".utf8)),
                let end = rest.indices.first(where: { rest[$0...].starts(with: Array(":]".utf8)) })
            {
                position = end + 2
            } else {
                position += 1
            }
        }
        return min(position + 1, text.endIndex) - text.startIndex
    }
}
