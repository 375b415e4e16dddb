/// Go's floating-point types. A `float32` is kept as the double that equals it.
public enum FloatType: UInt8, Sendable, Hashable {
    case float32, float64

    /// The type a value of it has.
    public var type: GoType {
        switch self {
        case .float32: .float32
        case .float64: .float64
        }
    }
}
