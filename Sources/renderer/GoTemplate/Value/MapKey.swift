/// A value as a map's key: what Go can hash, compared with its type.
package enum MapKey: Hashable {
    case null
    case bool(Bool)
    case integer(Int64, IntegerType)
    case unsigned(UInt64, UnsignedType)
    case float(Double, FloatType)
    case complex(Complex)
    case string(ByteString)
    case object(ObjectIdentifier)
    case named(String, Box)

    /// Keeps the key of a named type's value behind a reference, so that the type may hold itself.
    package final class Box: Hashable {
        let key: MapKey
        init(_ key: MapKey) { self.key = key }
        package static func == (left: Box, right: Box) -> Bool { left.key == right.key }
        package func hash(into hasher: inout Hasher) { hasher.combine(key) }
    }

    /// Nil for a value that Go cannot hash: lists, maps and functions.
    package init?(_ value: Value) {
        switch value {
        case .invalid, .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let number, let type): self = .integer(number, type)
        case .unsigned(let number, let type): self = .unsigned(number, type)
        case .float(let number, let type): self = .float(number, type)
        case .complex(let number): self = .complex(number)
        case .string(let text): self = .string(text)
        case .list, .map, .function: return nil
        case .object(let object):
            guard let underlying = object.underlying else {
                self = .object(ObjectIdentifier(object))
                return
            }
            guard let key = MapKey(underlying) else { return nil }
            self = .named(object.type.description, Box(key))
        }
    }

    /// The order in which Go prints and ranges over keys: nil, then numbers, strings and so on by size within a kind.
    static func precedes(_ left: Value, _ right: Value) -> Bool {
        switch (left.underlying, right.underlying) {
        case (.string(let left), .string(let right)): left < right
        case (.integer(let left, _), .integer(let right, _)): left < right
        case (.unsigned(let left, _), .unsigned(let right, _)): left < right
        case (.float(let left, _), .float(let right, _)): left < right || (left.isNaN && !right.isNaN)
        case (.bool(let left), .bool(let right)): !left && right
        case (.complex(let left), .complex(let right)):
            left.real < right.real || (left.real == right.real && left.imaginary < right.imaginary)
        case (let left, let right): rank(left) < rank(right)
        }
    }

    private static func rank(_ value: Value) -> Int {
        switch value {
        case .invalid, .null: 0
        case .bool: 1
        case .integer: 2
        case .unsigned: 3
        case .float: 4
        case .complex: 5
        case .string: 6
        case .list, .map, .function, .object: 7
        }
    }
}
