/// A Go type, as far as templates can tell types apart: in error texts, `%T`, and what a function accepts.
public indirect enum GoType: Sendable, Hashable {
    case bool
    case int, int8, int16, int32, int64
    case uint, uint8, uint16, uint32, uint64, uintptr
    case float32, float64, complex64, complex128
    case string
    /// `interface {}`: anything.
    case any
    /// The interface `error`.
    case error
    /// `reflect.Value`: what a function declares that looks at its argument's own type; everything fits, as it is.
    case reflectValue
    case slice(GoType)
    case array(Int, GoType)
    case map(key: GoType, element: GoType)
    case pointer(GoType)
    case function(parameters: [GoType], isVariadic: Bool, results: [GoType])
    /// A struct type or another type with a name, such as `time.Duration` over `int64`.
    case named(String, underlying: GoType)
    /// The shape of a struct; only ever below a name.
    case structure

    /// `map[string]interface {}`, what an object in JSON is.
    public static let object = GoType.map(key: .string, element: .any)

    /// `[]interface {}`, what an array in JSON is.
    public static let list = GoType.slice(.any)

    /// A struct type with a name, such as `cmd.Resource`.
    public static func structure(_ name: String) -> GoType { .named(name, underlying: .structure) }

    /// The basic shape.
    public var kind: GoKind {
        switch self {
        case .bool: .bool
        case .int: .int
        case .int8: .int8
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        case .uint: .uint
        case .uint8: .uint8
        case .uint16: .uint16
        case .uint32: .uint32
        case .uint64: .uint64
        case .uintptr: .uintptr
        case .float32: .float32
        case .float64: .float64
        case .complex64: .complex64
        case .complex128: .complex128
        case .string: .string
        case .any, .error: .interface
        case .reflectValue, .structure: .structure
        case .slice: .slice
        case .array: .array
        case .map: .map
        case .pointer: .pointer
        case .function: .function
        case .named(_, let underlying): underlying.kind
        }
    }

    /// The type below its name, if it has one of its own.
    public var underlying: GoType {
        if case .named(_, let underlying) = self { return underlying.underlying }
        return self
    }

    /// The type of what a slice, array, map or pointer holds.
    public var element: GoType? {
        switch self {
        case .slice(let element), .array(_, let element), .map(_, let element), .pointer(let element): element
        case .named(_, let underlying): underlying.element
        default: nil
        }
    }

    /// The type of a map's keys.
    public var key: GoType? {
        switch self {
        case .map(let key, _): key
        case .named(_, let underlying): underlying.key
        default: nil
        }
    }

    /// Whether `nil` is a value of the type.
    public var acceptsNil: Bool {
        switch kind {
        case .channel, .function, .interface, .map, .pointer, .slice: true
        default: self == .reflectValue
        }
    }

    /// Whether a value of this type can be given where the other is declared, by Go's rules of assignment.
    public func isAssignable(to other: GoType) -> Bool {
        if case .any = other { return true }
        if self == other { return true }
        switch (self, other) {
        case (.named, .named): return false
        case (.named(_, let underlying), _): return Self.isUnnamed(other) && underlying.underlying == other
        case (_, .named(_, let underlying)): return Self.isUnnamed(self) && underlying.underlying == self
        default: return false
        }
    }

    /// Whether the type is written out, such as `[]string`, instead of having a name, such as `string`.
    private static func isUnnamed(_ type: GoType) -> Bool {
        switch type {
        case .slice, .array, .map, .pointer, .function: true
        default: false
        }
    }
}
