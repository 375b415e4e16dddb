/// The basic shape of a Go type, as package reflect calls it.
public enum GoKind: String, Sendable, Hashable {
    case invalid, bool
    case int, int8, int16, int32, int64
    case uint, uint8, uint16, uint32, uint64, uintptr
    case float32, float64, complex64, complex128
    case array, channel = "chan", function = "func", interface, map, pointer = "ptr", slice, string
    case structure = "struct"
}
