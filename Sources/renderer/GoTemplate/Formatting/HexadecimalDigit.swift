/// Hexadecimal digits as ASCII.
package enum HexadecimalDigit {
    /// The digit of the lowest four bits of `value`.
    @inline(__always)
    package static func ascii(_ value: UInt64, uppercase: Bool = false) -> UInt8 {
        let digit = UInt8(truncatingIfNeeded: value & 15)
        return digit < 10 ? 48 + digit : (uppercase ? 55 : 87) + digit
    }
}
