/// The order of keys in go-yaml v2: numbers within them count as numbers, letters come after everything else.
struct NaturalOrder {
    private let scalars: [Unicode.Scalar]

    init(_ key: String) { scalars = Array(key.unicodeScalars) }

    /// Whether this key comes before another.
    func precedes(_ other: NaturalOrder) -> Bool {
        let left = scalars
        let right = other.scalars
        let common = min(left.count, right.count)
        guard let place = (0..<common).first(where: { left[$0] != right[$0] }) else { return left.count < right.count }
        let leftIsLetter = NaturalOrder.isLetter(left[place])
        let rightIsLetter = NaturalOrder.isLetter(right[place])
        if leftIsLetter && rightIsLetter { return left[place].value < right[place].value }
        if leftIsLetter || rightIsLetter { return rightIsLetter }
        var start: Int64 = 0
        if left[place] == "0" || right[place] == "0" {
            // Zeros only count after another digit.
            let before = left[..<place].reversed().prefix(while: NaturalOrder.isDigit)
            if before.contains(where: { $0 != "0" }) { start = 1 }
        }
        let (leftNumber, leftEnd) = NaturalOrder.number(in: left, from: place, start)
        let (rightNumber, rightEnd) = NaturalOrder.number(in: right, from: place, start)
        if leftNumber != rightNumber { return leftNumber < rightNumber }
        if leftEnd != rightEnd { return leftEnd < rightEnd }
        return left[place].value < right[place].value
    }

    private static func number(
        in scalars: [Unicode.Scalar], from place: Int, _ start: Int64
    ) -> (number: Int64, end: Int) {
        var number = start
        var end = place
        while end < scalars.count, isDigit(scalars[end]) {
            number = number &* 10 &+ (Int64(scalars[end].value) &- 0x30)
            end += 1
        }
        return (number, end)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (UInt8(scalar.value) | 0x20) &- UInt8(ascii: "a") < 26 }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return false
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? 0x30...0x39 ~= scalar.value : scalar.properties.generalCategory == .decimalNumber
    }
}
