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
    static func text(of double: Double) -> String {
        guard double != 0 else { return double.sign == .minus ? "-0" : "0" }
        let magnitude = abs(double)
        let (digits, exponent) = shortestDigits(of: magnitude)
        let sign = double < 0 ? "-" : ""
        if magnitude < 1e-6 || magnitude >= 1e21 {
            let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
            return sign + digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + String(abs(exponent))
        }
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
        if digits.count <= exponent + 1 {
            return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count)
        }
        return sign + digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
    }

    /// The digits of a positive double without zeros around them, and the power of ten of the first.
    static func shortestDigits(of magnitude: Double) -> (digits: String, exponent: Int) {
        var digits = ""
        var point: Int?
        var exponent = 0
        let text = magnitude.description
        for (index, character) in text.utf8.enumerated() {
            switch character {
            case UInt8(ascii: "."): point = digits.utf8.count
            case UInt8(ascii: "e"):
                exponent =
                    Int(
                        text.utf8.dropFirst(index + 1).drop { $0 == UInt8(ascii: "+") }.reduce(into: "") {
                            $0.unicodeScalars.append(Unicode.Scalar($1))
                        }) ?? 0
            default: if exponent == 0 { digits.unicodeScalars.append(Unicode.Scalar(character)) }
            }
            if exponent != 0 { break }
        }
        exponent += (point ?? digits.utf8.count) - 1
        let leading = digits.utf8.prefix { $0 == UInt8(ascii: "0") }.count
        exponent -= leading
        digits.removeFirst(leading)
        while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
        return (digits, exponent)
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The number's text.
    public var description: String { text }
}
