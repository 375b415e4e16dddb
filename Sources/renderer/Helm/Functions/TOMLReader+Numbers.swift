import GoTemplate
import Sprig

/// Numbers and dates.
extension TOMLReader {
    /// A number or a date that begins with a digit.
    mutating func readNumberOrDate() throws(TOMLError) -> Value {
        let start = scanner.place
        if try accept("0") {
            switch try peek() {
            case "b": return try readPrefixed(from: start, "not a binary number") { $0 == "0" || $0 == "1" }
            case "o": return try readPrefixed(from: start, "not an octal number") { ("0"..."7").contains($0) }
            case "x": return try readPrefixed(from: start, "not a hexidecimal number", TOMLScanner.isHexadecimal)
            case "_": return try readDecimal(from: start)
            case ".", "e", "E": return try readFloat(from: start)
            case let digit? where TOMLScanner.isDigit(digit): break
            default: return try integer(scanner.text(from: start))
            }
        }
        try skip(while: TOMLScanner.isDigit)
        switch try peek() {
        case "-", ":": return try readDate(from: start)
        case "_": return try readDecimal(from: start)
        case ".", "e", "E": return try readFloat(from: start)
        default: return try integer(scanner.text(from: start))
        }
    }

    /// A number after its sign.
    mutating func readSignedNumber(from start: Int) throws(TOMLError) -> Value {
        let scalar = try next()
        switch scalar {
        case "i", "n":
            let rest: (Unicode.Scalar, Unicode.Scalar) = scalar == "i" ? ("n", "f") : ("a", "n")
            guard try accept(rest.0), try accept(rest.1) else {
                throw error("invalid float: '\(scanner.text(from: start))'")
            }
            return try float(scanner.text(from: start), line: scanner.line)
        case "0":
            if let prefix = try peek(), ["b", "o", "x"].contains(prefix) {
                throw error("cannot use sign with non-decimal numbers: '\(scanner.text(from: start))\(prefix)'")
            }
        case ".": throw error("floats must start with a digit, not '.'")
        default: break
        }
        guard let scalar, TOMLScanner.isDigit(scalar) else { throw error("expected a digit but got \(Self.quoted(scalar))") }
        return try readDecimal(from: start)
    }

    private mutating func readDecimal(from start: Int) throws(TOMLError) -> Value {
        try skip { TOMLScanner.isDigit($0) || $0 == "_" }
        switch try peek() {
        case ".", "e", "E": return try readFloat(from: start)
        default: return try integer(scanner.text(from: start))
        }
    }

    private mutating func readPrefixed(
        from start: Int, _ message: String, _ isDigit: (Unicode.Scalar) -> Bool
    ) throws(TOMLError) -> Value {
        _ = try next()
        let first = try peek()
        guard let first, isDigit(first) else {
            throw error("\(message): '\(scanner.text(from: start))\(first ?? "\u{0}")'")
        }
        try skip { isDigit($0) || $0 == "_" }
        return try integer(scanner.text(from: start))
    }

    private mutating func readFloat(from start: Int) throws(TOMLError) -> Value {
        try skip { TOMLScanner.isDigit($0) || ["_", ".", "-", "+", "e", "E"].contains($0) }
        return try float(scanner.text(from: start), line: scanner.line)
    }

    private func integer(_ text: String) throws(TOMLError) -> Value {
        guard Self.hasGoodUnderscores(text) else {
            throw error("Invalid integer \(Self.quoted(text)): underscores must be surrounded by digits", line: scanner.line)
        }
        guard !Self.hasLeadingZero(text) else {
            throw error("Invalid integer \(Self.quoted(text)): cannot have leading zeroes", line: scanner.line)
        }
        let plain = text.filter { $0 != "_" }
        let number: Int64?
        switch plain.prefix(2) {
        case "0b": number = Int64(plain.dropFirst(2), radix: 2)
        case "0o": number = Int64(plain.dropFirst(2), radix: 8)
        case "0x": number = Int64(plain.dropFirst(2), radix: 16)
        default: number = Int64(plain)
        }
        guard let number else { throw error("\(text) is out of range for int64", line: scanner.line) }
        return .integer(number, .int64)
    }

    /// The number that a text stands for which has only what a float may have.
    func float(_ text: String, line: Int) throws(TOMLError) -> Value {
        let parts = text.split { $0 == "." || $0 == "e" || $0 == "E" }.map(String.init)
        guard parts.allSatisfy(Self.hasGoodUnderscores) else {
            throw error("Invalid float \(Self.quoted(text)): underscores must be surrounded by digits", line: line)
        }
        if let first = parts.first, Self.hasLeadingZero(first) {
            throw error("Invalid float \(Self.quoted(text)): cannot have leading zeroes", line: line)
        }
        guard Self.hasGoodPeriods(text) else {
            throw error("Invalid float \(Self.quoted(text)): '.' must be followed by one or more digits", line: line)
        }
        let plain = text.filter { $0 != "_" }
        switch plain {
        case "nan", "+nan", "-nan": return .float(.nan, .float64)
        case "inf", "+inf": return .float(.infinity, .float64)
        case "-inf": return .float(-.infinity, .float64)
        default: break
        }
        // The special words are done: what is left and read is made of digits.
        guard plain.utf8.contains(where: { (0x30...0x39).contains($0) }), let number = Double(plain) else {
            throw error("Invalid float value: \(Self.quoted(text))", line: line)
        }
        guard number.isFinite else { throw error("\(text) is out of range for float64", line: line) }
        return .float(number, .float64)
    }

    private static func hasLeadingZero(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.count > 1, bytes[0] == UInt8(ascii: "0"), !"box".utf8.contains(bytes[1]) { return true }
        return bytes.count > 2 && (bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+"))
            && bytes[1] == UInt8(ascii: "0")
    }

    /// Whether each underscore stands between digits.
    private static func hasGoodUnderscores(_ text: String) -> Bool {
        if ["nan", "+nan", "-nan", "inf", "-inf", "+inf"].contains(text) { return true }
        var isAfterDigit = false
        for scalar in text.unicodeScalars {
            if scalar == "_", !isAfterDigit { return false }
            isAfterDigit = TOMLScanner.isHexadecimal(scalar)
        }
        return isAfterDigit
    }

    /// Whether a digit follows each period.
    private static func hasGoodPeriods(_ text: String) -> Bool {
        var isAfterPeriod = false
        for scalar in text.unicodeScalars {
            if isAfterPeriod, !TOMLScanner.isDigit(scalar) { return false }
            isAfterPeriod = scalar == "."
        }
        return !isAfterPeriod
    }

    // Dates

    private mutating func readDate(from start: Int) throws(TOMLError) -> Value {
        try skip { TOMLScanner.isDigit($0) || ["-", ":", "T", "t", " ", ".", "Z", "z", "+"].contains($0) }
        var text = scanner.text(from: start)
        while text.utf8.last == 0x20 { text.removeLast() }
        text = String(text.map { $0 == "z" ? "Z" : $0 == "t" || $0 == " " ? "T" : $0 })
        if let time = Sprig.time(text, layout: "2006-01-02T15:04:05.999999999Z07:00") { return time }
        for (layout, zone) in TOMLDate.forms {
            if let time = Sprig.time(text, layout: layout, zone: zone) { return time }
        }
        throw error("Invalid TOML Datetime: \(Self.quoted(text)).", line: scanner.line)
    }
}
