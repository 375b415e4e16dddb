import Glibc
import GoTemplate

/// Rounding, and the largest and smallest of `float64`.
enum FloatFunctions {
    static let functions: FunctionMap = [
        "floor": floor, "ceil": ceil, "round": round, "maxf": maximum, "minf": minimum,
    ]

    private static let floor = Function(parameters: [.any], result: .float64) { arguments, _ in
        .float64(Cast.float64(arguments[0]).rounded(.down))
    }

    private static let ceil = Function(parameters: [.any], result: .float64) { arguments, _ in
        .float64(Cast.float64(arguments[0]).rounded(.up))
    }

    /// Cuts off all but a number of decimals; the fraction from which on it goes up is 0.5 unless told otherwise.
    private static let round = Function(
        parameters: [.any, .int, .float64], isVariadic: true, result: .float64
    ) { arguments, _ in
        let threshold = arguments.count > 2 ? arguments.float(2) : 0.5
        let power = powerOfTen(arguments.integer(1))
        let digits = power * Cast.float64(arguments[0])
        let fraction = digits.isInfinite ? .nan : digits - digits.rounded(.towardZero)
        return .float64(digits.rounded(fraction >= threshold ? .up : .down) / power)
    }

    private static let maximum = Function(parameters: [.any, .any], isVariadic: true, result: .float64) { arguments, _ in
        .float64(arguments.dropFirst().reduce(Cast.float64(arguments[0])) { larger($0, Cast.float64($1)) })
    }

    private static let minimum = Function(parameters: [.any, .any], isVariadic: true, result: .float64) { arguments, _ in
        .float64(arguments.dropFirst().reduce(Cast.float64(arguments[0])) { -larger(-$0, -Cast.float64($1)) })
    }

    /// `math.Max`: infinity wins over what is no number, and zero over minus zero.
    private static func larger(_ left: Double, _ right: Double) -> Double {
        if left == .infinity || right == .infinity { return .infinity }
        if left.isNaN || right.isNaN { return .nan }
        if left == 0, right == 0 { return left.sign == .minus ? right : left }
        return left > right ? left : right
    }

    /// `math.Pow(10, n)`: Go multiplies mantissas, and may differ in the last bit from the C library.
    private static func powerOfTen(_ exponent: Int) -> Double {
        if exponent == 1 { return 10 }
        var mantissa = 1.0
        var binary = 0
        var factor = 0.625
        var factorBinary = 4
        var rest = exponent.magnitude
        if rest >= 1 << 63 { return 0 }
        while rest != 0 {
            if abs(factorBinary) > 1 << 12 {
                binary += factorBinary
                break
            }
            if rest & 1 == 1 {
                mantissa *= factor
                binary += factorBinary
            }
            factor *= factor
            factorBinary <<= 1
            if factor < 0.5 {
                factor += factor
                factorBinary -= 1
            }
            rest >>= 1
        }
        if exponent < 0 {
            mantissa = 1 / mantissa
            binary = -binary
        }
        return ldexp(mantissa, Int32(clamping: binary))
    }
}
