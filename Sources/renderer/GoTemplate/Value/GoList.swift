public import JSON

/// A Go slice or array. Its elements do not change.
public final class GoList {
    /// How the elements are kept: as they came, until they are asked for.
    private enum Storage {
        case values([Value])
        case json([JSONValue], NumberReading)
        case bytes([UInt8])
    }

    /// What it is: `[]interface {}`, `[]string`, `[3]int`, `[]uint8`.
    public let type: GoType

    /// Whether it is a nil slice, which has no elements.
    public let isNil: Bool

    /// Whether the elements are declared as `interface {}`.
    let holdsInterfaces: Bool

    private var storage: Storage

    private init(_ storage: Storage, type: GoType, isNil: Bool = false) {
        self.storage = storage
        self.type = type
        self.isNil = isNil
        holdsInterfaces = type.element == .any
    }

    /// A list of the type given; each element is of the type's element type.
    public convenience init(_ elements: [Value], type: GoType = .list) {
        self.init(.values(elements), type: type)
    }

    /// A `[]interface {}` of the elements of a JSON array.
    public convenience init(_ elements: [JSONValue], numbers: NumberReading = .integers) {
        self.init(.json(elements, numbers), type: .list)
    }

    /// A nil slice.
    public convenience init(nil type: GoType) {
        self.init(.values([]), type: type, isNil: true)
    }

    /// A `[]uint8`.
    public convenience init(bytes: [UInt8]) {
        self.init(.bytes(bytes), type: .slice(.uint8))
    }

    /// A `[]string`.
    public convenience init(strings: [ByteString]) {
        self.init(strings.map { .string($0) }, type: .slice(.string))
    }

    deinit {
        var release = NestedRelease()
        giveUpElements(to: &release)
        release.finish()
    }

    /// Gives the lists and maps among the elements to one who gives them back.
    func giveUpElements(to release: inout NestedRelease) {
        guard case .values(let elements) = storage,
            holdsInterfaces || [.slice, .array, .map].contains(elementType.kind)
        else { return }
        for element in elements { release.take(element) }
        storage = .values([])
    }

    /// The elements in order.
    public var elements: [Value] {
        switch storage {
        case .values(let elements): return elements
        case .bytes(let bytes): return bytes.map { .unsigned(UInt64($0), .uint8) }
        case .json(let json, let numbers):
            // Kept from now on: what stands for an element must be the same map each time.
            let elements = json.map { Value($0, numbers: numbers) }
            storage = .values(elements)
            return elements
        }
    }

    /// The number of elements.
    public var count: Int {
        switch storage {
        case .values(let elements): elements.count
        case .json(let elements, _): elements.count
        case .bytes(let bytes): bytes.count
        }
    }

    /// The declared type of the elements.
    public var elementType: GoType { type.element ?? .any }

    /// The bytes, if this is a list of `uint8`.
    public var bytes: [UInt8]? {
        if case .bytes(let bytes) = storage { return bytes }
        guard elementType.kind == .uint8 else { return nil }
        return elements.map { element in
            if case .unsigned(let byte, _) = element.underlying { UInt8(truncatingIfNeeded: byte) } else { 0 }
        }
    }
}
