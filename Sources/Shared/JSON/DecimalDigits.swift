/// The shortest digits that read as a floating-point number again, and where the point is.
package struct DecimalDigits: Sendable {
    /// The significant digits without zeros around them; empty for zero.
    package let digits: String
    /// The power of ten of the first digit.
    package let exponent: Int

    /// The digits of a finite double, regardless of its sign.
    package init(_ value: Double) { self.init(description: value.magnitude.description) }

    /// The digits of a finite float, regardless of its sign.
    package init(_ value: Float) { self.init(description: value.magnitude.description) }

    /// Takes apart what Swift prints: digits with at most one point, and perhaps an exponent.
    private init(description: String) {
        var digits: [UInt8] = []
        var exponent = 0
        var point: Int?
        let parts = description.utf8.split(separator: UInt8(ascii: "e"), maxSplits: 1)
        for byte in parts.first ?? description.utf8[...] {
            if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte) }
        }
        if parts.count == 2 { exponent = Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 }
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        self.exponent = exponent + (point ?? digits.count) - 1 - zeros
        digits.removeFirst(zeros)
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        self.digits = String(decoding: digits, as: UTF8.self)
    }

    /// The number without an exponent: `0.001`, `1200`.
    package var plain: String {
        if digits.isEmpty { return "0" }
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
        let missing = exponent + 1 - digits.utf8.count
        if missing >= 0 { return digits + String(repeating: "0", count: missing) }
        return digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
    }

    /// The number with an exponent of at least some digits: `1.2e+03`.
    package func scientific(exponentDigits: Int) -> String {
        let fraction = digits.utf8.count > 1 ? "." + digits.dropFirst() : ""
        let power = String(abs(exponent))
        let padding = String(repeating: "0", count: max(exponentDigits - power.utf8.count, 0))
        return digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + padding + power
    }
}
