import GoTemplate
import JSON

/// A number of JSON as it is written, without what binary fractions lose: `digits × 10^exponent`.
struct ExactNumber: Sendable, Hashable {
    /// Greater exponents count as this one.
    private static let greatestExponent = 1 << 40

    /// How many digits a divisor may have.
    static let maximumDivisorDigits = 37

    let isNegative: Bool
    /// Without zeros at either end; empty for zero.
    let digits: [UInt8]
    let exponent: Int

    /// The number that a value is; nil for what is none.
    init?(_ value: JSONValue) {
        switch value {
        case .integer(let number): self.init(text: String(number))
        case .number(let number): self.init(text: number.text)
        default: return nil
        }
    }

    /// - Parameter text: A number as RFC 8259 writes it.
    private init(text: String) {
        var digits: [UInt8] = []
        var exponent = 0
        var isFraction = false
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(byte - UInt8(ascii: "0"))
                if isFraction { exponent -= 1 }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                let isBelow = rest.first == UInt8(ascii: "-")
                let limit = Self.greatestExponent
                let written = Int(Substring(rest)) ?? (isBelow ? -limit : limit)
                exponent += min(max(written, -limit), limit)
                rest = rest[rest.endIndex...]
            default: break
            }
        }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        let zeros = digits.prefix { $0 == 0 }.count
        self.digits = Array(digits.dropFirst(zeros))
        self.exponent = self.digits.isEmpty ? 0 : exponent
        isNegative = !self.digits.isEmpty && text.utf8.first == UInt8(ascii: "-")
    }

    /// Whether it has no fraction, however it is written: `1.0` has none.
    var isInteger: Bool { exponent >= 0 }

    var isPositive: Bool { !isNegative && !digits.isEmpty }

    /// The number if it is whole, not negative and fits; the greatest integer for a greater one.
    var count: Int? {
        guard isInteger, !isNegative else { return nil }
        guard digits.count + exponent <= 18 else { return .max }
        var number = digits.reduce(0) { $0 * 10 + Int($1) }
        for _ in 0..<exponent { number *= 10 }
        return number
    }

    /// Whether it is a whole number of times another, which has at most ``maximumDivisorDigits`` digits and is not zero.
    func isMultiple(of divisor: ExactNumber) -> Bool {
        if digits.isEmpty { return true }
        let shift = exponent - divisor.exponent
        // Digits that end in no zero are no multiple of ten times anything.
        guard shift >= 0 else { return false }
        let modulus = divisor.digits.reduce(UInt128(0)) { $0 * 10 + UInt128($1) }
        guard modulus > 0, divisor.digits.count <= Self.maximumDivisorDigits else { return false }
        var remainder = digits.reduce(UInt128(0)) { ($0 * 10 + UInt128($1)) % modulus }
        // Of ten's powers only the twos and fives in the divisor count, and it has fewer than 128 of them.
        for _ in 0..<min(shift, 128) { remainder = remainder * 10 % modulus }
        return remainder == 0
    }
}

extension ExactNumber: Comparable {
    static func < (left: ExactNumber, right: ExactNumber) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? isSmaller(right, left) : isSmaller(left, right)
    }

    /// Whether the left one is nearer to zero.
    private static func isSmaller(_ left: ExactNumber, _ right: ExactNumber) -> Bool {
        if left.digits.isEmpty || right.digits.isEmpty { return !right.digits.isEmpty && left.digits.isEmpty }
        let (leftSize, rightSize) = (left.digits.count + left.exponent, right.digits.count + right.exponent)
        guard leftSize == rightSize else { return leftSize < rightSize }
        return left.digits.lexicographicallyPrecedes(right.digits)
    }
}

extension ExactNumber: CustomStringConvertible {
    /// The nearest fraction in 64 bits, as Go prints it.
    var description: String {
        let digits = digits.isEmpty ? "0" : digits.map(String.init).joined()
        var output: [UInt8] = []
        Printer.append(.float(Double("\(isNegative ? "-" : "")\(digits)e\(exponent)") ?? 0, .float64), to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}
