import JSON

/// Numbers as Go's strconv reads and writes them, as far as go-yaml v2 uses it.
enum GoNumber {
    /// Reads what begins with a digit or a sign: an integer of any base with underscores anywhere, or a decimal float.
    static func integerOrFloat(_ text: UnsafeBufferPointer<UInt8>) -> ScalarResolution? {
        let plain = text.filter { $0 != UInt8(ascii: "_") }
        if let integer = integer(plain) { return integer }
        if isDecimalFloat(plain), let value = double(plain) { return .float(value) }
        return nil
    }

    /// `ParseInt(text, 0, 64)`, and if that fails `ParseUint`.
    private static func integer(_ text: [UInt8]) -> ScalarResolution? {
        var digits = text[...]
        let sign = digits.first
        let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        if hasSign { digits.removeFirst() }
        guard let magnitude = magnitude(digits) else { return nil }
        if sign == UInt8(ascii: "-") {
            guard magnitude <= UInt64(Int64.max) + 1 else { return nil }
            return .integer(0 &- Int64(truncatingIfNeeded: magnitude))
        }
        if magnitude <= UInt64(Int64.max) { return .integer(Int64(magnitude)) }
        return hasSign ? nil : .unsigned(magnitude)
    }

    /// Reads digits after `0x`, `0b`, `0o` or `0` in their base, or else in base ten.
    private static func magnitude(_ text: ArraySlice<UInt8>) -> UInt64? {
        var digits = text
        var base: UInt64 = 10
        guard let first = digits.first else { return nil }
        if first == UInt8(ascii: "0") {
            switch digits.dropFirst().first.map({ $0 | 0x20 }) {
            case UInt8(ascii: "x") where digits.count >= 3: base = 16
            case UInt8(ascii: "b") where digits.count >= 3: base = 2
            default: base = 8
            }
            let hasMark = "xXbBoO".utf8.contains(digits.dropFirst().first ?? 0)
            digits = digits.dropFirst(hasMark && digits.count >= 3 ? 2 : 1)
        }
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = digit(byte), digit < base else { return nil }
            let (product, overflowed) = value.multipliedReportingOverflow(by: base)
            let (sum, carried) = product.addingReportingOverflow(digit)
            guard !overflowed, !carried else { return nil }
            value = sum
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt64(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// Whether the text is `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
    private static func isDecimalFloat(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
        let whole = dropDigits(&rest)
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard dropDigits(&rest) > 0 || whole > 0 else { return false }
        } else if whole == 0 {
            return false
        }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
            guard dropDigits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func dropDigits(_ text: inout ArraySlice<UInt8>) -> Int {
        let count = text.prefix { $0 &- UInt8(ascii: "0") < 10 }.count
        text.removeFirst(count)
        return count
    }

    /// Reads what begins with a point; underscores may stand between digits.
    static func fraction(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var plain: [UInt8] = []
        for (position, byte) in text.enumerated() {
            guard byte == UInt8(ascii: "_") else {
                plain.append(byte)
                continue
            }
            guard position + 1 < text.count, text[position - 1] &- UInt8(ascii: "0") < 10,
                text[position + 1] &- UInt8(ascii: "0") < 10
            else { return nil }
        }
        return isDecimalFloat(plain) ? double(plain) : nil
    }

    /// The nearest double, unless the number is beyond all.
    private static func double(_ text: [UInt8]) -> Double? {
        guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }

    /// `FormatFloat(value, 'g', -1, 64)`, infinity and not a number as YAML has them.
    static func text(of value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? ".nan" : value < 0 ? "-.inf" : ".inf" }
        return (value.sign == .minus ? "-" : "") + text(of: DecimalDigits(value))
    }

    /// `FormatFloat(value, 'g', -1, 32)`, infinity and not a number as YAML has them.
    static func text(of value: Float) -> String {
        guard value.isFinite else { return value.isNaN ? ".nan" : value < 0 ? "-.inf" : ".inf" }
        return (value.sign == .minus ? "-" : "") + text(of: DecimalDigits(value))
    }

    private static func text(of digits: DecimalDigits) -> String {
        guard !digits.digits.isEmpty, digits.exponent < -4 || digits.exponent >= 6 else { return digits.plain }
        return digits.scientific(exponentDigits: 2)
    }
}
