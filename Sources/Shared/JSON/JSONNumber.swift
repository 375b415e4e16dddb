/// A number that is not a 64-bit integer: a fraction, a power of ten, or more digits than 64 bits hold.
///
/// It keeps the text it was read from, so that passing it on changes nothing: `1.10` stays `1.10`. Two numbers are equal
/// if their texts are.
public struct JSONNumber: Sendable, Hashable {
    /// The number as RFC 8259 writes it.
    public let text: String

    /// The nearest double; infinite if the number is greater than any.
    public var double: Double { Double(text) ?? .nan }

    /// Creates a number from a text that follows RFC 8259, section 6, or `nil` from any other.
    public init?(text: String) {
        var copy = text
        let matches = copy.withUTF8 { bytes -> Bool in
            guard let base = bytes.baseAddress else { return false }
            var scanner = JSONScanner(base, count: bytes.count)
            return (try? scanner.skipNumber()) != nil && scanner.isAtEnd
        }
        guard matches else { return nil }
        self.text = copy
    }

    /// Creates a number with the shortest text that reads as `double` again, as Go's encoding/json writes it, or `nil` if
    /// it is infinite or not a number.
    public init?(_ double: Double) {
        guard double.isFinite else { return nil }
        text = JSONNumber.text(of: double)
    }

    /// Creates a number from a text that is known to be one.
    init(unchecked text: String) { self.text = text }

    /// The shortest text of a finite double in Go's form: without an exponent from 1e-6 up to below 1e21.
    private static func text(of double: Double) -> String {
        guard double != 0 else { return double.sign == .minus ? "-0" : "0" }
        let digits = DecimalDigits(double)
        let usesExponent = double.magnitude < 1e-6 || double.magnitude >= 1e21
        return (double < 0 ? "-" : "") + (usesExponent ? digits.scientific(exponentDigits: 1) : digits.plain)
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The number's text.
    public var description: String { text }
}
