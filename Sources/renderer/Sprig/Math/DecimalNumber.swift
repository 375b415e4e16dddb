import GoTemplate

/// A decimal number of any size, for the few steps that sprig's arithmetic with floats takes in decimals.
///
/// The right operand of each step is a float, so that its digits fit 64 bits.
struct DecimalNumber {
    /// How many decimals a quotient is rounded to.
    private static let quotientDecimals = 16

    private var isNegative: Bool
    /// The digits from the first to the last; none for zero.
    private var digits: [UInt8]
    /// The power of ten that the digits are multiplied with.
    private var exponent: Int

    /// The number of the fewest digits that a float is read back from.
    init(_ value: Double) throws(FunctionError) {
        guard value.isFinite else {
            throw FunctionError("Cannot create a Decimal from \(value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf")")
        }
        isNegative = value < 0
        let shortest = DecimalDigits(shortest: value.magnitude.description)
        digits = shortest.digits.map { $0 - 48 }
        exponent = digits.isEmpty ? 0 : shortest.point - digits.count
    }

    private init(isNegative: Bool, digits: some Collection<UInt8>, exponent: Int) {
        self.isNegative = isNegative
        self.digits = Array(digits.drop { $0 == 0 })
        self.exponent = exponent
    }

    /// The float that is nearest.
    var double: Double {
        guard !digits.isEmpty else { return 0 }
        var text = isNegative ? [UInt8(ascii: "-")] : []
        text += digits.map { $0 + 48 }
        return Double(String(decoding: text, as: UTF8.self) + "e\(exponent)") ?? 0
    }

    static func + (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
        let exponent = min(left.exponent, right.exponent)
        let first = left.digits(at: exponent)
        let second = right.digits(at: exponent)
        if left.isNegative == right.isNegative {
            return DecimalNumber(isNegative: left.isNegative, digits: sum(first, second), exponent: exponent)
        }
        let isLess = first.count == second.count ? first.lexicographicallyPrecedes(second) : first.count < second.count
        return isLess
            ? DecimalNumber(isNegative: right.isNegative, digits: difference(second, first), exponent: exponent)
            : DecimalNumber(isNegative: left.isNegative, digits: difference(first, second), exponent: exponent)
    }

    static func - (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
        left + DecimalNumber(isNegative: !right.isNegative, digits: right.digits, exponent: right.exponent)
    }

    static func * (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
        let factor = right.significand
        var reversed: [UInt8] = []
        reversed.reserveCapacity(left.digits.count + 20)
        var carry: UInt64 = 0
        for digit in left.digits.reversed() {
            let (quotient, remainder) = (UInt64(digit) * factor + carry).quotientAndRemainder(dividingBy: 10)
            reversed.append(UInt8(remainder))
            carry = quotient
        }
        while carry > 0 {
            reversed.append(UInt8(carry % 10))
            carry /= 10
        }
        return DecimalNumber(
            isNegative: left.isNegative != right.isNegative, digits: reversed.reversed(),
            exponent: left.exponent + right.exponent)
    }

    /// The quotient, rounded half away from zero.
    static func / (left: DecimalNumber, right: DecimalNumber) throws(FunctionError) -> DecimalNumber {
        let divisor = right.significand
        guard divisor != 0 else { throw FunctionError("decimal division by 0") }
        // Twice the quotient tells by its last bit whether what is left is a half or more.
        let doubled = sum(left.digits, left.digits)
        let shift = left.exponent - right.exponent + quotientDecimals
        var dividend = doubled
        if shift >= 0 {
            dividend += repeatElement(0, count: shift)
        } else {
            dividend.removeLast(min(-shift, dividend.count))
        }
        let rounded = quotient(sum(quotient(dividend, divisor), [1]), 2)
        return DecimalNumber(
            isNegative: left.isNegative != right.isNegative, digits: rounded, exponent: -quotientDecimals)
    }

    /// The digits as one number, at most 17 of them for what a float was.
    private var significand: UInt64 { digits.reduce(0) { $0 &* 10 &+ UInt64($1) } }

    /// The digits with zeros for a smaller exponent.
    private func digits(at exponent: Int) -> [UInt8] {
        digits.isEmpty ? [] : digits + repeatElement(0, count: self.exponent - exponent)
    }

    private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        let count = max(left.count, right.count) + 1
        var result = [UInt8](repeating: 0, count: count)
        var carry: UInt8 = 0
        for place in 1...count {
            let digit = digit(left, place) + digit(right, place) + carry
            result[count - place] = digit % 10
            carry = digit / 10
        }
        return Array(result.drop { $0 == 0 })
    }

    /// What is left of a number without another that is not larger.
    private static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var result = left
        var borrow: UInt8 = 0
        for place in stride(from: 1, through: left.count, by: 1) {
            let subtracted = digit(right, place) + borrow
            let minuend = digit(left, place)
            borrow = minuend < subtracted ? 1 : 0
            result[left.count - place] = minuend + borrow * 10 - subtracted
        }
        return result
    }

    private static func quotient(_ dividend: [UInt8], _ divisor: UInt64) -> [UInt8] {
        var remainder: UInt64 = 0
        let digits = dividend.map { digit in
            let (quotient, rest) = (remainder * 10 + UInt64(digit)).quotientAndRemainder(dividingBy: divisor)
            remainder = rest
            return UInt8(truncatingIfNeeded: quotient)
        }
        return Array(digits.drop { $0 == 0 })
    }

    /// The digit at a place from the end, the last one's being 1.
    private static func digit(_ digits: [UInt8], _ place: Int) -> UInt8 {
        place <= digits.count ? digits[digits.count - place] : 0
    }
}
