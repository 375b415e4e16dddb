/// The decimal digits of a floating-point number: `0.d₁d₂d₃… × 10^point`, without trailing zeros.
///
/// The exact digits of a 64-bit number are at most 767; they are computed with whole numbers only, so that every
/// rounding is the correct one (half to even), as `strconv.FormatFloat` of Go has it.
package struct DecimalDigits {
    /// The significant digits as ASCII, none for zero.
    package var digits: [UInt8]
    /// Where the decimal point stands, counted from the first digit.
    package var point: Int

    /// The exact digits of `mantissa × 2^exponent`.
    init(exactly mantissa: UInt64, exponent: Int) {
        guard mantissa != 0 else {
            self.init(digits: [], point: 0)
            return
        }
        var number = NinesLimbs(mantissa)
        if exponent >= 0 {
            number.multiply(by: 2, times: exponent, chunk: (factor: 1 << 30, count: 30))
        } else {
            number.multiply(by: 5, times: -exponent, chunk: (factor: 1_220_703_125, count: 13))
        }
        let digits = number.digits()
        self.init(digits: digits, point: digits.count + min(exponent, 0))
        dropTrailingZeros()
    }

    /// The fewest digits that read back as the same number, the closest of those.
    ///
    /// - Parameter description: The standard library's description of a finite, non-negative number.
    package init(shortest description: String) {
        var digits: [UInt8] = []
        digits.reserveCapacity(17)
        var point: Int?
        var exponent = 0
        var bytes = description.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "."):
                point = digits.count
            case UInt8(ascii: "e"):
                var isNegative = false
                while let byte = bytes.next() {
                    switch byte {
                    case UInt8(ascii: "-"): isNegative = true
                    case UInt8(ascii: "+"): break
                    default: exponent = exponent * 10 + Int(byte &- 48)
                    }
                }
                exponent = isNegative ? -exponent : exponent
            default:
                digits.append(byte)
            }
        }
        let leadingZeros = digits.prefix { $0 == 48 }.count
        let whole = (point ?? digits.count) + exponent - leadingZeros
        digits.removeFirst(leadingZeros)
        self.init(digits: digits, point: whole)
        dropTrailingZeros()
    }

    private init(digits: [UInt8], point: Int) {
        self.digits = digits
        self.point = point
    }

    /// Rounds to `count` digits, half to even; does nothing where there are no more than that.
    mutating func round(to count: Int) {
        guard count >= 0, count < digits.count else { return }
        let roundsUp: Bool
        if digits[count] == 53, count + 1 == digits.count {
            roundsUp = count > 0 && digits[count - 1] & 1 == 1
        } else {
            roundsUp = digits[count] >= 53
        }
        digits.removeSubrange(count...)
        if roundsUp {
            while let last = digits.last, last == 57 { digits.removeLast() }
            if let last = digits.indices.last {
                digits[last] += 1
            } else {
                digits = [49]
                point += 1
            }
        } else {
            dropTrailingZeros()
        }
    }

    private mutating func dropTrailingZeros() {
        while let last = digits.last, last == 48 { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }
}

/// A whole number in limbs of nine decimal digits, the lowest first.
private struct NinesLimbs {
    private var limbs: [UInt64]
    private static let base: UInt64 = 1_000_000_000

    init(_ value: UInt64) {
        limbs = []
        limbs.reserveCapacity(8)
        var rest = value
        while rest > 0 {
            limbs.append(rest % Self.base)
            rest /= Self.base
        }
    }

    /// Multiplies `times` times by `factor`, `chunk.count` of them in one pass.
    mutating func multiply(by factor: UInt64, times: Int, chunk: (factor: UInt64, count: Int)) {
        var left = times
        while left >= chunk.count {
            multiply(by: chunk.factor)
            left -= chunk.count
        }
        var last: UInt64 = 1
        for _ in 0..<left { last *= factor }
        if last > 1 { multiply(by: last) }
    }

    /// Multiplies by a factor below 2³¹, so that no product overflows.
    private mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = limbs[index] * factor + carry
            limbs[index] = product % Self.base
            carry = product / Self.base
        }
        while carry > 0 {
            limbs.append(carry % Self.base)
            carry /= Self.base
        }
    }

    func digits() -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(limbs.count * 9)
        for (index, limb) in limbs.reversed().enumerated() {
            var divisor: UInt64 = 100_000_000
            var isLeading = index == 0
            while divisor > 0 {
                let digit = UInt8(truncatingIfNeeded: limb / divisor % 10)
                if digit != 0 || !isLeading {
                    isLeading = false
                    digits.append(48 + digit)
                }
                divisor /= 10
            }
        }
        return digits
    }
}
