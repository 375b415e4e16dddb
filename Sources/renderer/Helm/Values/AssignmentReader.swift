import JSON

/// Reads the paths and values of assignments such as `a.b[0]=1`.
struct AssignmentReader {
    /// One step of a path.
    enum Step: Hashable {
        case key(String)
        case index(Int)
    }

    private let text: [UInt8]
    private var place = 0
    private let shown: String

    init(_ text: String) {
        self.text = Array(text.utf8)
        shown = text
    }

    var isAtEnd: Bool { place >= text.count }

    /// Reads up to the `=` and passes over it.
    mutating func path(maximumDepth: Int) throws(ChartError) -> [Step] {
        var path: [Step] = []
        // Behind a place in a list there need not be a key.
        var isKeyDue = true
        while true {
            let (word, end) = word(upTo: "=.[,")
            try check(key: word, behind: path.last, isDue: isKeyDue)
            if !word.isEmpty { path.append(.key(word)) }
            isKeyDue = true
            guard path.count <= maximumDepth else { throw ChartError("a path has more than \(maximumDepth) steps: \(shown)") }
            switch end {
            case UInt8(ascii: "="): return path
            case UInt8(ascii: "."): continue
            case UInt8(ascii: "["):
                let (digits, close) = self.word(upTo: "]")
                guard close != nil, let index = Int(digits), index >= 0 else {
                    throw ChartError("unable to read \"\(shown)\": \"\(digits)\" is no place in a list")
                }
                path.append(.index(index))
                // After a place, a point only leads on.
                isKeyDue = !isAtEnd && text[place] == UInt8(ascii: ".")
                if isKeyDue { place += 1 }
            default: throw ChartError("key \"\(word)\" has no value")
            }
        }
    }

    private func check(key word: String, behind last: Step?, isDue: Bool) throws(ChartError) {
        guard word.isEmpty == isDue else { return }
        if !isDue { throw ChartError("unexpected data at end of array index: \"\(word)\"") }
        if case .key(let parent)? = last { throw ChartError("key map \"\(parent)\" has no value") }
        throw ChartError("unable to read \"\(shown)\": a key is empty")
    }

    /// Reads a value, and the comma after it.
    mutating func value(areStrings: Bool) throws(ChartError) -> JSONValue {
        guard !isAtEnd, text[place] == UInt8(ascii: "{") else {
            return Self.typed(word(upTo: ",").word, isString: areStrings)
        }
        place += 1
        var elements: [JSONValue] = []
        while true {
            let (word, end) = word(upTo: ",}")
            guard let end else { throw ChartError("unable to read \"\(shown)\": list must terminate with '}'") }
            if end == UInt8(ascii: ",") || !word.isEmpty || !elements.isEmpty {
                elements.append(Self.typed(word, isString: areStrings))
            }
            guard end == UInt8(ascii: "}") else { continue }
            if !isAtEnd, text[place] == UInt8(ascii: ",") { place += 1 }
            return .array(elements)
        }
    }

    /// Reads a text, and the comma after it.
    mutating func plain() -> String { word(upTo: ",").word }

    /// Reads everything that is left, as it stands.
    mutating func rest() -> String {
        defer { place = text.count }
        return String(decoding: text[place...], as: UTF8.self)
    }

    /// Reads a value in JSON, and the comma after it; nothing is null.
    mutating func json() throws(ChartError) -> JSONValue {
        let start = place
        var depth = 0
        var isInString = false
        while place < text.count {
            let byte = text[place]
            if isInString {
                if byte == UInt8(ascii: "\\") { place += 1 }
                if byte == UInt8(ascii: "\"") { isInString = false }
            } else if byte == UInt8(ascii: ","), depth == 0 {
                break
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                depth += 1
            } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
            }
            place += 1
        }
        let value = text[start..<min(place, text.count)]
        place += 1
        if value.allSatisfy(ASCII.isSpace) { return .null }
        do throws(JSONError) {
            return try JSONValue(parsing: value).withFractions
        } catch {
            throw ChartError("unable to read \"\(shown)\": the value of a key is not JSON: \(error)")
        }
    }

    /// Reads up to one of some characters, and passes over it.
    private mutating func word(upTo ends: StaticString) -> (word: String, end: UInt8?) {
        var word: [UInt8] = []
        while place < text.count {
            let byte = text[place]
            place += 1
            if byte == UInt8(ascii: "\\"), place < text.count {
                word.append(text[place])
                place += 1
            } else if ends.withUTF8Buffer({ $0.contains(byte) }) {
                return (String(decoding: word, as: UTF8.self), byte)
            } else {
                word.append(byte)
            }
        }
        return (String(decoding: word, as: UTF8.self), nil)
    }

    private static func typed(_ word: String, isString: Bool) -> JSONValue {
        if isString { return .string(word) }
        switch word.lowercased() {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case "0": return .integer(0)
        default: break
        }
        if word.utf8.first != UInt8(ascii: "0"), word.utf8.first != UInt8(ascii: "+"), let number = Int64(word) {
            return .integer(number)
        }
        return .string(word)
    }
}
