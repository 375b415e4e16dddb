import GoTemplate

/// Values as numbers, as package cast converts them: what is no number is zero.
enum Cast {
    /// An `int64`; floats are cut, strings read with Go's prefixes.
    static func int64(_ value: Value) -> Int64 {
        switch value {
        case .integer(let number, _): number
        case .unsigned(let number, let type): type == .uintptr ? 0 : Int64(bitPattern: number)
        case .float(let number, _): Int64(truncated(number))
        case .string(let text): int64(text)
        case .bool(let value): value ? 1 : 0
        default: 0
        }
    }

    /// A `float64`.
    static func float64(_ value: Value) -> Double {
        switch value {
        case .integer(let number, _): Double(number)
        case .unsigned(let number, let type): type == .uintptr ? 0 : Double(number)
        case .float(let number, _): number
        case .string(let text): float64(text) ?? 0
        case .bool(let value): value ? 1 : 0
        default: 0
        }
    }

    /// A float without its fraction; what does not fit is the smallest number, as on x86-64.
    static func truncated(_ number: Double) -> Int { Int(exactly: number.rounded(.towardZero)) ?? Int.min }

    /// The integer that a text is, with the zeros after its point left out.
    private static func int64(_ text: ByteString) -> Int64 {
        if let decimal = smallDecimal(text) { return decimal }
        guard let text = text.validText else { return 0 }
        return NumberParsing.integer(withoutZeroDecimals(text), as: Int64.self) ?? 0
    }

    /// What `strconv.ParseFloat` reads; nil where it fails.
    static func float64(_ text: ByteString) -> Double? {
        guard let text = text.validText else { return nil }
        if let number = NumberParsing.float(text) { return number }
        var name = text.lowercased()[...]
        var isNegative = false
        if let sign = name.first, sign == "-" || sign == "+" {
            isNegative = sign == "-"
            name = name.dropFirst()
        } else if name == "nan" {
            return .nan
        }
        guard name == "inf" || name == "infinity" else { return nil }
        return isNegative ? -.infinity : .infinity
    }

    /// The integer of a few decimal digits that do not begin with zero.
    private static func smallDecimal(_ text: ByteString) -> Int64? {
        text.withBytes { bytes -> Int64? in
            guard (1...18).contains(bytes.count), bytes[0] != 48 else { return nil }
            var number: Int64 = 0
            for byte in bytes {
                guard 48...57 ~= byte else { return nil }
                number = number * 10 + Int64(byte - 48)
            }
            return number
        }
    }

    private static func withoutZeroDecimals(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var foundZero = false
        for position in bytes.indices.reversed() {
            switch bytes[position] {
            case UInt8(ascii: "."):
                if foundZero { return String(decoding: bytes[..<position], as: UTF8.self) }
            case UInt8(ascii: "0"): foundZero = true
            default: return text
            }
        }
        return text
    }
}
