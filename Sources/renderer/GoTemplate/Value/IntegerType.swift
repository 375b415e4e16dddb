/// Go's signed integer types.
public enum IntegerType: UInt8, Sendable, Hashable {
    case int, int8, int16, int32, int64

    /// The width in bits; `int` is 64 bits wide here.
    public var bitWidth: Int {
        switch self {
        case .int8: 8
        case .int16: 16
        case .int32: 32
        case .int, .int64: 64
        }
    }

    /// The type a value of it has.
    public var type: GoType {
        switch self {
        case .int: .int
        case .int8: .int8
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        }
    }
}
