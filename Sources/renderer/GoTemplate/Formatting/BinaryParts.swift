/// A finite number taken apart: `mantissa × 2^exponent`, the implicit bit included.
struct BinaryParts {
    let mantissa: UInt64
    let exponent: Int
    /// The bits of the mantissa after the implicit one.
    let mantissaBits: Int

    /// - Parameter value: A finite number that is not negative.
    init(_ value: Double, isSingle: Bool) {
        if isSingle {
            let single = Float(value)
            let biased = Int(single.exponentBitPattern)
            mantissa = UInt64(single.significandBitPattern) | (biased == 0 ? 0 : 1 << 23)
            exponent = max(biased, 1) - 127 - 23
            mantissaBits = 23
        } else {
            let biased = Int(value.exponentBitPattern)
            mantissa = value.significandBitPattern | (biased == 0 ? 0 : 1 << 52)
            exponent = max(biased, 1) - 1023 - 52
            mantissaBits = 52
        }
    }
}
