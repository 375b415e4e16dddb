/// A number modulo the order of the curve P-256, in Montgomery's form.
///
/// No step of the arithmetic depends on the numbers, so that its duration tells nothing about them.
struct P256Scalar: Equatable {
    /// The order of the curve, its lowest 64 bits first.
    private static let order: [UInt64] = [
        0xF3B9_CAC2_FC63_2551, 0xBCE6_FAAD_A717_9E84, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_0000_0000,
    ]

    /// What times the order is -1, modulo 2 to the power of 64.
    private static let inverse: UInt64 = {
        var inverse: UInt64 = 1
        for _ in 0..<6 { inverse = inverse &* (2 &- order[0] &* inverse) }
        return 0 &- inverse
    }()

    /// The square of 2 to the power of 256.
    private static let square: [UInt64] = {
        var power: [UInt64] = [1, 0, 0, 0]
        for _ in 0..<512 { power = sum(power, power) }
        return power
    }()

    private var limbs: [UInt64]

    private init(limbs: [UInt64]) {
        self.limbs = limbs
    }

    /// The number of 32 bytes, the highest first.
    init(_ bytes: [UInt8]) {
        let plain = (0..<4).map { limb in
            bytes[(24 - 8 * limb)..<(32 - 8 * limb)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        limbs = Self.product(Self.reduced(plain, carry: 0), Self.square)
    }

    /// The number as 32 bytes, the highest first.
    var bytes: [UInt8] {
        let plain = Self.product(limbs, [1, 0, 0, 0])
        return plain.reversed().flatMap { limb in (0..<8).map { UInt8(truncatingIfNeeded: limb >> (56 - 8 * $0)) } }
    }

    var isZero: Bool { limbs.allSatisfy { $0 == 0 } }

    static func + (left: P256Scalar, right: P256Scalar) -> P256Scalar {
        P256Scalar(limbs: sum(left.limbs, right.limbs))
    }

    static func * (left: P256Scalar, right: P256Scalar) -> P256Scalar {
        P256Scalar(limbs: product(left.limbs, right.limbs))
    }

    /// The number that times this one is 1: this one to the power of the order less 2 (Fermat).
    var reciprocal: P256Scalar {
        var power = P256Scalar(limbs: Self.product([1, 0, 0, 0], Self.square))
        var exponent = Self.order
        exponent[0] -= 2
        for bit in (0..<256).reversed() {
            power = power * power
            // The exponent is no secret.
            if exponent[bit / 64] >> UInt64(bit % 64) & 1 == 1 { power = power * self }
        }
        return power
    }

    /// Whether 32 bytes are a number from 1 up to, but not including, the order.
    static func isValid(_ bytes: [UInt8]) -> Bool {
        let order = order.reversed().flatMap { limb in (0..<8).map { UInt8(truncatingIfNeeded: limb >> (56 - 8 * $0)) } }
        return bytes.count == 32 && bytes.contains { $0 != 0 } && bytes.lexicographicallyPrecedes(order)
    }

    private static func sum(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var total = left
        var carry: UInt64 = 0
        for position in 0..<4 {
            let (first, isFirstOver) = left[position].addingReportingOverflow(right[position])
            let (second, isSecondOver) = first.addingReportingOverflow(carry)
            total[position] = second
            carry = (isFirstOver ? 1 : 0) | (isSecondOver ? 1 : 0)
        }
        return reduced(total, carry: carry)
    }

    /// A number below twice the order, less the order where it is not below it.
    private static func reduced(_ number: [UInt64], carry: UInt64) -> [UInt64] {
        var difference = number
        var borrow: UInt64 = 0
        for position in 0..<4 {
            let (first, isFirstUnder) = number[position].subtractingReportingOverflow(order[position])
            let (second, isSecondUnder) = first.subtractingReportingOverflow(borrow)
            difference[position] = second
            borrow = (isFirstUnder ? 1 : 0) | (isSecondUnder ? 1 : 0)
        }
        // All ones where the number is to stay.
        let stays = 0 &- (borrow & ~carry & 1)
        return (0..<4).map { number[$0] & stays | difference[$0] & ~stays }
    }

    /// Montgomery's product, each limb of the left taken in turn.
    private static func product(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var total: [UInt64] = [0, 0, 0, 0, 0, 0]
        for limb in left {
            add(limb, times: right, to: &total)
            add(total[0] &* inverse, times: order, to: &total)
            total.removeFirst()
            total.append(0)
        }
        return reduced(Array(total[0..<4]), carry: total[4])
    }

    private static func add(_ factor: UInt64, times number: [UInt64], to total: inout [UInt64]) {
        var carry: UInt64 = 0
        for position in 0..<4 {
            let (high, low) = factor.multipliedFullWidth(by: number[position])
            let (first, isFirstOver) = total[position].addingReportingOverflow(low)
            let (second, isSecondOver) = first.addingReportingOverflow(carry)
            total[position] = second
            carry = high &+ (isFirstOver ? 1 : 0) &+ (isSecondOver ? 1 : 0)
        }
        let (last, isOver) = total[4].addingReportingOverflow(carry)
        total[4] = last
        total[5] &+= isOver ? 1 : 0
    }
}
