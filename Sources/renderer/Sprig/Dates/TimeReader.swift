import GoTemplate

/// Reads a text in a layout, element by element.
struct TimeReader {
    /// Why an element could not be read.
    enum Failure: Error {
        /// The text is not what the element asks for.
        case mismatch
        /// The number is none of the unit's.
        case range(String)
    }

    let text: [UInt8]
    let layout: [UInt8]
    var rest: ArraySlice<UInt8>

    var year: Int64 = 0
    var month: Int?
    var day: Int?
    var dayOfYear: Int?
    var hour = 0
    var minute = 0
    var second = 0
    var nanoseconds: Int64 = 0
    /// Whether the text said that it is after, or before, noon.
    var isAfternoon: Bool?
    var isUTC = false
    var offset: Int?
    var zoneName = ""

    init(text: [UInt8], layout: [UInt8]) {
        self.text = text
        self.layout = layout
        rest = text[...]
    }

    mutating func read() throws(FunctionError) {
        let pieces = LayoutElement.pieces(of: layout)
        for (position, piece) in pieces.enumerated() {
            guard skip(piece.text) else { throw mismatch(rest, piece.text) }
            guard let element = piece.element else { break }
            let start = rest
            do throws(Failure) {
                try read(element, before: pieces[position + 1].element)
            } catch {
                switch error {
                case .mismatch: throw mismatch(start, piece.source)
                case .range(let unit): throw failure(": \(unit) out of range")
                }
            }
        }
        guard rest.isEmpty else { throw failure(": extra text: \(Self.quoted(rest))") }
    }

    /// An error that says what is wrong with the text.
    func failure(_ problem: String) -> FunctionError {
        FunctionError("parsing time \(Self.quoted(text))\(problem)")
    }

    private func mismatch(_ value: ArraySlice<UInt8>, _ element: ArraySlice<UInt8>) -> FunctionError {
        failure(" as \(Self.quoted(layout)): cannot parse \(Self.quoted(value)) as \(Self.quoted(element))")
    }

    /// A text as package time quotes it: what is not printable ASCII byte by byte.
    static func quoted(_ bytes: some Collection<UInt8>) -> String {
        var output = "\""
        for byte in bytes {
            switch byte {
            case ..<0x20, 0x80...:
                output += byte < 16 ? "\\x0" : "\\x"
                output += String(byte, radix: 16)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                output += "\\"
                output.unicodeScalars.append(Unicode.Scalar(byte))
            default: output.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return output + "\""
    }

    /// Takes text off the front; spaces may be more or fewer.
    private mutating func skip(_ prefix: ArraySlice<UInt8>) -> Bool {
        let space = UInt8(ascii: " ")
        var prefix = prefix
        while let next = prefix.first {
            if next == space {
                if let first = rest.first, first != space { return false }
                prefix = prefix.drop { $0 == space }
                rest = rest.drop { $0 == space }
                continue
            }
            guard rest.first == next else { return false }
            prefix = prefix.dropFirst()
            rest = rest.dropFirst()
        }
        return true
    }

    // Parts that elements are read with.

    /// One or two digits, or exactly two.
    mutating func number(isPadded: Bool) throws(Failure) -> Int {
        guard let first = rest.first, first.isDigit else { throw .mismatch }
        guard let second = rest.dropFirst().first, second.isDigit else {
            if isPadded { throw .mismatch }
            rest = rest.dropFirst()
            return Int(first) - 48
        }
        rest = rest.dropFirst(2)
        return (Int(first) - 48) * 10 + Int(second) - 48
    }

    /// A number that must be within a range.
    mutating func number(isPadded: Bool, _ range: ClosedRange<Int>, _ unit: String) throws(Failure) -> Int {
        let number = try number(isPadded: isPadded)
        guard range.contains(number) else { throw .range(unit) }
        return number
    }

    /// So many bytes.
    mutating func take(_ count: Int) throws(Failure) -> ArraySlice<UInt8> {
        guard rest.count >= count else { throw .mismatch }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// The place of the name, regardless of case, that the text begins with.
    mutating func name(_ names: [String], prefix: Int) throws(Failure) -> Int {
        for (position, name) in names.enumerated() {
            let name = name.utf8.prefix(prefix)
            guard rest.count >= name.count else { continue }
            // All names are letters: one bit tells their cases apart.
            if zip(rest, name).allSatisfy({ $0 == $1 || ($0 | 0x20) == ($1 | 0x20) }) {
                rest = rest.dropFirst(name.count)
                return position
            }
        }
        throw .mismatch
    }
}
