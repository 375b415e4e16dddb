/// A Go slice or array. Its elements do not change.
public final class GoList {
    /// What it is: `[]interface {}`, `[]string`, `[3]int`, `[]uint8`.
    public let type: GoType

    /// Whether it is a nil slice, which has no elements.
    public let isNil: Bool

    private let storage: [Value]

    /// A list of the type given; each element is of the type's element type.
    public init(_ elements: [Value], type: GoType = .list) {
        self.storage = elements
        self.type = type
        isNil = false
    }

    /// A nil slice.
    public init(nil type: GoType) {
        storage = []
        self.type = type
        isNil = true
    }

    /// A `[]uint8`.
    public convenience init(bytes: [UInt8]) {
        self.init(bytes.map { .unsigned(UInt64($0), .uint8) }, type: .slice(.uint8))
    }

    /// A `[]string`.
    public convenience init(strings: [ByteString]) {
        self.init(strings.map { .string($0) }, type: .slice(.string))
    }

    /// The elements in order.
    public var elements: [Value] { storage }

    /// The number of elements.
    public var count: Int { storage.count }

    /// The declared type of the elements.
    public var elementType: GoType { type.element ?? .any }

    /// The bytes, if this is a list of `uint8`.
    public var bytes: [UInt8]? {
        guard elementType.kind == .uint8 else { return nil }
        return elements.map { element in
            if case .unsigned(let byte, _) = element.underlying { UInt8(truncatingIfNeeded: byte) } else { 0 }
        }
    }
}
