/// Reads the parts of versions and of ranges of versions.
struct VersionReader {
    /// A version's parts; a number that is a placeholder (`x`, `X` or `*`) is nil.
    struct Parts {
        var numbers: [String?]
        var prerelease = ""
        var metadata = ""
    }

    private let bytes: [UInt8]
    private(set) var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    private func peek(_ offset: Int = 0) -> UInt8? { place + offset < bytes.count ? bytes[place + offset] : nil }

    /// One to three numbers with points between them, and what may follow; nil if there is no number.
    mutating func version() -> Parts? {
        let start = place
        if peek() == UInt8(ascii: "v") { place += 1 }
        guard let first = number() else {
            place = start
            return nil
        }
        var parts = Parts(numbers: [first])
        while parts.numbers.count < 3, peek() == UInt8(ascii: ".") {
            let point = place
            place += 1
            guard let next = number() else {
                place = point
                break
            }
            parts.numbers.append(next)
        }
        if peek() == UInt8(ascii: "-") { parts.prerelease = identifiers() ?? "" }
        if peek() == UInt8(ascii: "+") { parts.metadata = identifiers() ?? "" }
        return parts
    }

    /// Digits, or a placeholder; nil for neither.
    private mutating func number() -> String?? {
        if let byte = peek(), byte == UInt8(ascii: "x") || byte == UInt8(ascii: "X") || byte == UInt8(ascii: "*") {
            place += 1
            return .some(nil)
        }
        let start = place
        while let byte = peek(), (0x30...0x39).contains(byte) { place += 1 }
        return start < place ? .some(String(decoding: bytes[start..<place], as: UTF8.self)) : nil
    }

    /// What follows `-` or `+`: words with points between them.
    private mutating func identifiers() -> String? {
        let start = place
        place += 1
        var end: Int?
        while true {
            let word = place
            while let byte = peek(), Self.isWordByte(byte) { place += 1 }
            guard place > word else { break }
            end = place
            guard peek() == UInt8(ascii: ".") else { break }
            place += 1
        }
        place = end ?? start
        return end.map { String(decoding: bytes[(start + 1)..<$0], as: UTF8.self) }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// Passes over white space; true if there was some.
    @discardableResult
    mutating func space() -> Bool {
        let start = place
        while let byte = peek(), byte == 0x20 || (byte != 0x0B && (0x09...0x0D).contains(byte)) { place += 1 }
        return place > start
    }

    /// Passes over a text; false if another one stands here.
    mutating func skip(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= bytes.count else { return false }
        let matches = text.withUTF8Buffer { $0.elementsEqual(bytes[place..<(place + count)]) }
        if matches { place += count }
        return matches
    }

    /// Goes back to where the reader was before.
    mutating func back(to place: Int) { self.place = place }
}
