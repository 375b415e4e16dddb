/// Go's unsigned integer types.
public enum UnsignedType: UInt8, Sendable, Hashable {
    case uint, uint8, uint16, uint32, uint64, uintptr

    /// The width in bits; `uint` and `uintptr` are 64 bits wide here.
    public var bitWidth: Int {
        switch self {
        case .uint8: 8
        case .uint16: 16
        case .uint32: 32
        case .uint, .uint64, .uintptr: 64
        }
    }

    /// The type a value of it has.
    public var type: GoType {
        switch self {
        case .uint: .uint
        case .uint8: .uint8
        case .uint16: .uint16
        case .uint32: .uint32
        case .uint64: .uint64
        case .uintptr: .uintptr
        }
    }
}
