import GoTemplate
import RegularExpressions

/// What `$1`, `${name}` and `$$` in a replacement stand for, as in Go's `Regexp.Expand`.
struct ReplacementTemplate {
    private enum Part {
        case text(ArraySlice<UInt8>)
        case group(Int)
    }

    private var parts: [Part] = []

    /// How many groups the replacement asks for at most.
    private(set) var groups = 0

    /// Reads a replacement for a pattern; a group that the pattern does not have is empty.
    init(_ replacement: ByteString, for expression: RegularExpression) {
        var rest = replacement.bytes[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            add(rest[..<dollar])
            rest = rest[dollar...]
            let after = rest.dropFirst()
            if after.first == UInt8(ascii: "$") {
                add(after.prefix(1))
                rest = after.dropFirst()
            } else if let (name, next) = Self.name(after) {
                rest = next
                guard let group = Self.number(name) ?? expression.group(named: name) else { continue }
                if group > expression.groupCount { continue }
                groups = max(groups, group)
                parts.append(.group(group))
            } else {
                add(rest.prefix(1))
                rest = after
            }
        }
        add(rest)
    }

    /// Appends what stands for a match.
    func append(
        _ ranges: [Int], of subject: RegexSubject, to output: inout [UInt8], _ execution: Execution
    ) throws(FunctionError) {
        for part in parts {
            switch part {
            case .text(let text):
                try execution.charge(bytes: text.count)
                output.append(contentsOf: text)
            case .group(let group):
                guard 2 * group + 1 < ranges.count, ranges[2 * group] >= 0 else { continue }
                try execution.charge(bytes: ranges[2 * group + 1] - ranges[2 * group])
                subject[ranges[2 * group], ranges[2 * group + 1]].append(to: &output)
            }
        }
    }

    private mutating func add(_ text: ArraySlice<UInt8>) {
        if !text.isEmpty { parts.append(.text(text)) }
    }

    /// The name after a dollar, as long as it goes or in braces, and what follows it.
    private static func name(_ text: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        let isBraced = text.first == UInt8(ascii: "{")
        let start = isBraced ? text.dropFirst() : text
        let name = start.prefix(nameLength(start))
        guard !name.isEmpty else { return nil }
        let rest = start.dropFirst(name.count)
        guard isBraced else { return (name, rest) }
        guard rest.first == UInt8(ascii: "}") else { return nil }
        return (name, rest.dropFirst())
    }

    /// The length of the letters, digits and underscores that a text begins with.
    private static func nameLength(_ text: ArraySlice<UInt8>) -> Int {
        text.withUnsafeBufferPointer { bytes in
            var offset = 0
            while offset < bytes.count {
                let character = UTF8Decoding.character(in: bytes, at: offset)
                guard isNamePart(character.scalar) else { break }
                offset += character.width
            }
            return offset
        }
    }

    private static func isNamePart(_ scalar: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(scalar) else { return false }
        if scalar == "_" { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: return true
        default: return false
        }
    }

    /// A name that is a number; Go gives up on one of nine digits and more.
    private static func number(_ name: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in name {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit), number < 100_000_000 else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        // A zero before other digits makes it a name.
        if name.first == UInt8(ascii: "0"), name.count > 1 { return nil }
        return number
    }
}
