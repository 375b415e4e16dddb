/// An amount as Kubernetes writes it (`500m`, `1Gi`, `0.5`, `1e3`), compared by value.
///
/// The grammar of apimachinery's `resource.ParseQuantity`. Only equality is needed: a value is kept as digits and two exponents.
struct Quantity: Equatable {
    /// Whether the amount is below zero.
    private let negative: Bool
    /// The significant decimal digits, without zeros at either end; empty for zero.
    private let digits: [UInt8]
    /// The power of ten of the last digit.
    private let exponent: Int

    /// Reads an amount; nil where the text is none.
    init?(parsing text: String) {
        var bytes = Array(text.utf8)[...]
        var negative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            negative = sign == UInt8(ascii: "-")
            bytes.removeFirst()
        }
        var digits: [UInt8] = []
        var exponent = 0
        var seenDigit = false
        var seenPoint = false
        while let byte = bytes.first {
            if byte == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
            } else if UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
                seenDigit = true
                digits.append(byte - UInt8(ascii: "0"))
                if seenPoint { exponent -= 1 }
            } else {
                break
            }
            bytes.removeFirst()
        }
        guard seenDigit, digits.count <= 64 else { return nil }
        guard let scale = Scale(suffix: String(decoding: bytes, as: UTF8.self)) else { return nil }
        for _ in 0..<scale.kibis { digits = Self.times1024(digits) }
        exponent += scale.power
        while digits.first == 0 { digits.removeFirst() }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        self.negative = negative && !digits.isEmpty
        self.exponent = digits.isEmpty ? 0 : exponent
        self.digits = digits
    }

    private static func times1024(_ digits: [UInt8]) -> [UInt8] {
        var product: [UInt8] = []
        var carry = 0
        for digit in digits.reversed() {
            carry += Int(digit) * 1024
            product.append(UInt8(carry % 10))
            carry /= 10
        }
        while carry > 0 {
            product.append(UInt8(carry % 10))
            carry /= 10
        }
        return product.reversed()
    }

    private struct Scale {
        var power = 0
        var kibis = 0

        init?(suffix: String) {
            switch suffix {
            case "": break
            case "n": power = -9
            case "u": power = -6
            case "m": power = -3
            case "k": power = 3
            case "M": power = 6
            case "G": power = 9
            case "T": power = 12
            case "P": power = 15
            case "E": power = 18
            case "Ki": kibis = 1
            case "Mi": kibis = 2
            case "Gi": kibis = 3
            case "Ti": kibis = 4
            case "Pi": kibis = 5
            case "Ei": kibis = 6
            default:
                guard let first = suffix.first, first == "e" || first == "E", let value = Int(suffix.dropFirst()),
                    (-64...64).contains(value)
                else { return nil }
                power = value
            }
        }
    }
}
