/// A value that a template works with, with the Go type that it would have there.
///
/// Values are made and used within one task: lists and maps are references, as Go's are, and a function may change a
/// map in place. Data to be shared between tasks is shared as `JSONValue`, and becomes values in each.
public enum Value {
    /// No value at all, as of a key that a map does not have: printed as `<no value>`.
    case invalid
    /// `nil` without a type, as JSON's null: printed as `<nil>` inside of something, by itself as `<no value>`.
    case null
    case bool(Bool)
    /// A signed integer; within the bounds of its type.
    case integer(Int64, IntegerType)
    /// An unsigned integer; within the bounds of its type.
    case unsigned(UInt64, UnsignedType)
    case float(Double, FloatType)
    indirect case complex(Complex)
    case string(ByteString)
    /// A slice or an array.
    case list(GoList)
    case map(GoMap)
    case function(Function)
    /// A value of a type with a name: a struct, with fields and methods, or something else with methods.
    case object(any TemplateObject)

    /// An `int`.
    @inline(__always)
    public static func int(_ number: Int) -> Value { .integer(Int64(number), .int) }

    /// An `int64`.
    @inline(__always)
    public static func int64(_ number: Int64) -> Value { .integer(number, .int64) }

    /// A `float64`.
    @inline(__always)
    public static func float64(_ number: Double) -> Value { .float(number, .float64) }

    /// A string.
    @inline(__always)
    public static func text(_ text: String) -> Value { .string(ByteString(text)) }

    /// A `[]interface {}`.
    public static func list(_ elements: [Value]) -> Value { .list(GoList(elements)) }

    /// The type that Go would tell, or nil for what has none: no value, and nil.
    public var type: GoType? {
        switch self {
        case .invalid, .null: nil
        case .bool: .bool
        case .integer(_, let type): type.type
        case .unsigned(_, let type): type.type
        case .float(_, let type): type.type
        case .complex(let number): number.isSingle ? .complex64 : .complex128
        case .string: .string
        case .list(let list): list.type
        case .map(let map): map.type
        case .function(let function): function.type
        case .object(let object): object.type
        }
    }

    /// The type's basic shape; that of no value and of nil is `invalid`.
    public var kind: GoKind {
        switch self {
        case .invalid, .null: .invalid
        case .bool: .bool
        case .string: .string
        case .map: .map
        case .function: .function
        default: type?.kind ?? .invalid
        }
    }

    /// The value without the name of its type: a `time.Duration` as the `int64` that it is.
    ///
    /// Anything but an object that stands for another value is itself.
    public var underlying: Value {
        if case .object(let object) = self, let underlying = object.underlying { return underlying }
        return self
    }

    /// Whether it is nil, with or without a type, or no value.
    public var isNil: Bool {
        switch self {
        case .invalid, .null: true
        case .list(let list): list.isNil
        case .map(let map): map.isNil
        case .object(let object): object.isNil
        default: false
        }
    }

    /// Whether the value counts as true in a condition: neither false, zero, nil nor empty. A struct is always true.
    public var isTrue: Bool {
        switch self {
        case .invalid, .null: false
        case .bool(let value): value
        case .integer(let number, _): number != 0
        case .unsigned(let number, _): number != 0
        case .float(let number, _): number != 0
        case .complex(let number): number.real != 0 || number.imaginary != 0
        case .string(let text): !text.isEmpty
        case .list(let list): list.count != 0
        case .map(let map): map.count != 0
        case .function: true
        case .object(let object): object.underlying?.isTrue ?? !object.isNil
        }
    }
}
