/// What package reflect does between types: zero values, and arguments made to fit their parameters.
package enum Conversion {
    /// The zero value of a type.
    package static func zero(of type: GoType) -> Value {
        switch type.underlying {
        case .bool: .bool(false)
        case .int: .integer(0, .int)
        case .int8: .integer(0, .int8)
        case .int16: .integer(0, .int16)
        case .int32: .integer(0, .int32)
        case .int64: .integer(0, .int64)
        case .uint: .unsigned(0, .uint)
        case .uint8: .unsigned(0, .uint8)
        case .uint16: .unsigned(0, .uint16)
        case .uint32: .unsigned(0, .uint32)
        case .uint64: .unsigned(0, .uint64)
        case .uintptr: .unsigned(0, .uintptr)
        case .float32: .float(0, .float32)
        case .float64: .float(0, .float64)
        case .complex64: .complex(Complex(real: 0, imaginary: 0, isSingle: true))
        case .complex128: .complex(Complex(real: 0, imaginary: 0))
        case .string: .string("")
        case .slice: .list(GoList(nil: type))
        case .map: .map(GoMap(nil: type))
        case .array(let count, let element):
            .list(GoList(Array(repeating: zero(of: element), count: count), type: type))
        case .reflectValue: .invalid
        case .any, .error, .pointer, .function, .structure, .named: .null
        }
    }

    /// A value as an argument of a type; nil becomes the type's zero value, integers are converted.
    ///
    /// - Returns: The argument, or nil for an untyped nil where anything is accepted.
    package static func prepare(_ value: Value, for type: GoType) throws(FunctionError) -> Value? {
        guard let own = value.type else {
            guard type.acceptsNil else { throw FunctionError("value is nil; should be of type \(type)") }
            return type == .any ? nil : zero(of: type)
        }
        if type == .reflectValue || own.isAssignable(to: type) { return value }
        if let converted = integer(value.underlying, as: type) { return converted }
        throw FunctionError("value has type \(own); should be \(type)")
    }

    /// An integer as one of another integer type, cut to its width as Go's conversion does.
    private static func integer(_ value: Value, as type: GoType) -> Value? {
        let bits: Int64
        switch value {
        case .integer(let number, _): bits = number
        case .unsigned(let number, _): bits = Int64(bitPattern: number)
        default: return nil
        }
        switch type.kind {
        case .int: return .integer(bits, .int)
        case .int8: return .integer(Int64(Int8(truncatingIfNeeded: bits)), .int8)
        case .int16: return .integer(Int64(Int16(truncatingIfNeeded: bits)), .int16)
        case .int32: return .integer(Int64(Int32(truncatingIfNeeded: bits)), .int32)
        case .int64: return .integer(bits, .int64)
        case .uint: return .unsigned(UInt64(bitPattern: bits), .uint)
        case .uint8: return .unsigned(UInt64(UInt8(truncatingIfNeeded: bits)), .uint8)
        case .uint16: return .unsigned(UInt64(UInt16(truncatingIfNeeded: bits)), .uint16)
        case .uint32: return .unsigned(UInt64(UInt32(truncatingIfNeeded: bits)), .uint32)
        case .uint64: return .unsigned(UInt64(bitPattern: bits), .uint64)
        case .uintptr: return .unsigned(UInt64(bitPattern: bits), .uintptr)
        default: return nil
        }
    }
}
