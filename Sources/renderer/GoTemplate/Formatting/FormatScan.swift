/// Where the reading of a format text stands, and which argument comes next.
struct FormatScan {
    let bytes: UnsafeBufferPointer<UInt8>
    let arguments: ArraySlice<Value>
    var offset = 0
    /// The number of the next argument.
    var argument = 0
    /// Whether an index such as `[2]` was used anywhere, after which unused arguments are not reported.
    var isReordered = false
    /// Whether the current directive's indexes are there and stand where they may.
    var isGoodIndex = true
    /// Whether an index was read just now.
    var isAfterIndex = false

    init(bytes: UnsafeBufferPointer<UInt8>, arguments: ArraySlice<Value>) {
        self.bytes = bytes
        self.arguments = arguments
    }

    /// The number of arguments.
    var count: Int { arguments.count }

    /// The byte to be read next.
    var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// Goes on to the next percent sign.
    mutating func skipText() {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "%") { offset += 1 }
    }

    mutating func readFlags(_ flags: inout FormatFlags) {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "#"): flags.sharp = true
            case UInt8(ascii: "0"): flags.zero = true
            case UInt8(ascii: "+"): flags.plus = true
            case UInt8(ascii: "-"): flags.minus = true
            case UInt8(ascii: " "): flags.space = true
            default: return
            }
            offset += 1
        }
    }

    mutating func readVerb() -> FormatVerb? {
        guard offset < bytes.count else { return nil }
        let character = UTF8Decoding.character(in: bytes, at: offset)
        offset += character.width
        return FormatVerb(scalar: character.scalar)
    }

    /// Reads digits; nil where there are none, or (with the rest of the format skipped) too many.
    mutating func readNumber(limit: Int) -> Int? {
        let (number, next) = Self.number(in: bytes, from: offset, to: bytes.count, limit: limit)
        offset = next
        return number
    }

    private static func number(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, limit: Int
    ) -> (number: Int?, next: Int) {
        var number: Int?
        var offset = start
        while offset < end, (48...57).contains(bytes[offset]) {
            if number ?? 0 > limit { return (nil, end) }
            number = (number ?? 0) * 10 + Int(bytes[offset] - 48)
            offset += 1
        }
        return (number, offset)
    }

    /// Reads an index such as `[2]`, if there is one, and makes its argument the next.
    mutating func readIndex() {
        isAfterIndex = false
        guard peek == UInt8(ascii: "[") else { return }
        isReordered = true
        let rest = bytes[offset...]
        guard rest.count >= 3, let closing = rest.firstIndex(of: UInt8(ascii: "]")) else {
            isGoodIndex = false
            offset += 1
            return
        }
        let (number, next) = Self.number(in: bytes, from: offset + 1, to: closing, limit: 1_000_000)
        offset = closing + 1
        guard let number, next == closing else {
            isGoodIndex = false
            return
        }
        isAfterIndex = true
        if (1...max(count, 1)).contains(number), number <= count {
            argument = number - 1
        } else {
            isGoodIndex = false
        }
    }

    /// Takes the next argument as a width or precision; nil where it is not an integer, or too large.
    mutating func integerArgument(limit: Int) -> Int? {
        guard argument < count else { return nil }
        let value = arguments[arguments.startIndex + argument]
        argument += 1
        let number: Int?
        switch value.underlying {
        case .integer(let integer, _): number = Int(exactly: integer)
        case .unsigned(let integer, _): number = Int(exactly: integer)
        default: number = nil
        }
        guard let number, number.magnitude <= limit.magnitude else { return nil }
        return number
    }
}
