import GoTemplate

/// Finds the words of a text in mixed case: runs of digits, of capitals, of letters, of connectors, of punctuation.
///
/// Bytes that are not UTF-8 belong to what follows them.
struct WordScanner {
    enum Kind {
        case number, capitals, letters, connector, punctuation, other
        /// Bytes that are not UTF-8, at the end.
        case invalid
    }

    struct Word {
        let kind: Kind
        let range: Range<Int>
    }

    private static let replacement: UInt32 = 0xFFFD

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// All words of a text, in order.
    static func words(of bytes: UnsafeBufferPointer<UInt8>) -> [Word] {
        var scanner = WordScanner(bytes)
        var words: [Word] = []
        while scanner.position < bytes.count {
            let start = scanner.position
            let kind = scanner.skipWord()
            words.append(Word(kind: kind, range: start..<scanner.position))
        }
        return words
    }

    private mutating func skipWord() -> Kind {
        let (first, width) = next(after: Self.replacement)
        position += width
        if first == Self.replacement { return .invalid }
        if WordCase.isConnector(first) {
            skip(after: first, while: WordCase.isConnector)
            return .connector
        }
        if GoUnicode.isPunctuation(first) {
            skip(after: first, while: GoUnicode.isPunctuation)
            return .punctuation
        }
        if GoUnicode.isUpper(first) {
            skipCapitals(after: first)
            return .capitals
        }
        if Self.isAlphabetic(first) {
            skip(after: first) { Self.isAlphabetic($0) && !GoUnicode.isUpper($0) }
            return .letters
        }
        if GoUnicode.isNumber(first) {
            skip(after: first, while: GoUnicode.isNumber)
            return .number
        }
        skip(after: first) { scalar in
            !(WordCase.isConnector(scalar) || Self.isAlphabetic(scalar) || GoUnicode.isNumber(scalar)
                || GoUnicode.isPunctuation(scalar))
        }
        return .other
    }

    /// `Status` of `Status`, but `HTTP` of `HTTPStatus`.
    private mutating func skipCapitals(after first: UInt32) {
        guard position < bytes.count else { return }
        var (scalar, width) = next(after: first)
        if GoUnicode.isUpper(scalar) {
            position += width
            var last = width
            while position < bytes.count {
                (scalar, width) = next(after: scalar)
                guard GoUnicode.isUpper(scalar) else { break }
                last = width
                position += width
            }
            if position < bytes.count, Self.isAlphabetic(scalar) { position -= last }
        } else if Self.isAlphabetic(scalar) {
            position += width
            skip(after: scalar) { Self.isAlphabetic($0) && !GoUnicode.isUpper($0) }
        }
    }

    private mutating func skip(after first: UInt32, while belongs: (UInt32) -> Bool) {
        var previous = first
        while position < bytes.count {
            let (scalar, width) = next(after: previous)
            guard belongs(scalar) else { return }
            previous = scalar
            position += width
        }
    }

    /// The next code point with the bytes before it that are not UTF-8; the previous one again if there is none.
    private func next(after previous: UInt32) -> (scalar: UInt32, width: Int) {
        var offset = position
        while offset < bytes.count {
            let character = CodePoints.next(in: bytes, at: offset)
            offset += character.width
            if character.scalar != Self.replacement { return (character.scalar, offset - position) }
        }
        return (previous, offset - position)
    }

    /// Letters but those of Chinese characters, which have no case and join no words.
    private static func isAlphabetic(_ scalar: UInt32) -> Bool {
        guard GoUnicode.isLetter(scalar) else { return false }
        switch scalar {
        case 0x4E00...0x9FCC, 0x3400...0x4D85, 0x20000...0x2B81D: return false
        default: return true
        }
    }
}
