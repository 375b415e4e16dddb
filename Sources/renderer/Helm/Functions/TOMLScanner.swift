/// Goes over the characters of a TOML text and counts its lines, as Go's decoder does.
struct TOMLScanner {
    let bytes: [UInt8]
    private(set) var place = 0
    private(set) var line = 1
    /// Whether the end was read last, which moves the line of an error that is found there.
    private(set) var isAtEnd = false

    /// A byte sequence or a character that no TOML text may have.
    struct Fault: Error {
        let message: String
    }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The line of an error that is found now.
    var errorLine: Int { isAtEnd ? line - 1 : line }

    /// Passes over a character; nil at the end.
    mutating func next() throws(Fault) -> Unicode.Scalar? {
        guard place < bytes.count else {
            isAtEnd = true
            return nil
        }
        isAtEnd = false
        if bytes[place] == UInt8(ascii: "\n") { line += 1 }
        let (scalar, count) = try scalar(at: place)
        let isLoneReturn = scalar == "\r" && (place + 1 >= bytes.count || bytes[place + 1] != UInt8(ascii: "\n"))
        if isLoneReturn || (scalar.value < 0x20 && scalar != "\t" && scalar != "\n" && scalar != "\r") || scalar.value == 0x7F {
            let digits = String(scalar.value, radix: 16)
            throw Fault(message: "TOML files cannot contain control characters: '0x\(digits.utf8.count < 2 ? "0" : "")\(digits)'")
        }
        place += count
        return scalar
    }

    /// The next character, which is not passed over; nil at the end.
    mutating func peek() throws(Fault) -> Unicode.Scalar? {
        let mark = self.mark
        let scalar = try next()
        back(to: mark)
        return scalar
    }

    /// Passes over a character if it is the one given.
    mutating func accept(_ wanted: Unicode.Scalar) throws(Fault) -> Bool {
        let mark = self.mark
        if try next() == wanted { return true }
        back(to: mark)
        return false
    }

    /// Passes over characters for as long as a condition holds.
    mutating func skip(while condition: (Unicode.Scalar) -> Bool) throws(Fault) {
        while true {
            let mark = self.mark
            guard let scalar = try next(), condition(scalar) else {
                back(to: mark)
                return
            }
        }
    }

    /// Where the scanner is.
    struct Mark {
        let place: Int
        let line: Int
    }

    var mark: Mark { Mark(place: place, line: line) }

    mutating func back(to mark: Mark) {
        place = mark.place
        line = mark.line
        isAtEnd = false
    }

    /// What was passed over since a place.
    func text(from start: Int) -> String { String(decoding: bytes[start..<max(start, place)], as: UTF8.self) }

    private func scalar(at place: Int) throws(Fault) -> (Unicode.Scalar, Int) {
        let first = bytes[place]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        var decoder = UTF8()
        var iterator = bytes[place..<min(place + 4, bytes.count)].makeIterator()
        // U+FFFD itself is no character for Go's decoder either.
        guard case .scalarValue(let scalar) = decoder.decode(&iterator), scalar != "\u{FFFD}" else {
            throw Fault(message: "invalid UTF-8 byte: 0x\(String(first, radix: 16))")
        }
        return (scalar, UTF8.width(scalar))
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
    static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    static func isHexadecimal(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || ("a"..."f").contains(scalar) || ("A"..."F").contains(scalar)
    }

    /// Whether a key without quotes may have the character.
    static func isBare(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_" || scalar == "-"
    }
}
