/// A Go string: any sequence of bytes, usually but not necessarily UTF-8.
///
/// Slicing a Go string cuts bytes, so half a character may remain. Two byte strings are equal when their bytes are,
/// and are ordered by their bytes; Swift's canonical equivalence plays no part.
///
/// ```swift
/// let name: ByteString = "Dagobert"
/// name[0..<4].description  // "Dago"
/// ```
public struct ByteString: Sendable {
    /// How the bytes are kept: as text where they came as such, or were few and ASCII.
    @usableFromInline
    enum Storage: Sendable {
        case text(String)
        case bytes([UInt8])
    }

    @usableFromInline
    let storage: Storage

    /// The UTF-8 bytes of a text.
    public init(_ text: String) {
        var text = text
        text.makeContiguousUTF8()
        storage = .text(text)
    }

    /// Any bytes, kept as they are.
    public init(_ bytes: [UInt8]) {
        if bytes.count <= 15, let text = bytes.withUnsafeBufferPointer(Self.shortText) {
            storage = .text(text)
        } else {
            storage = .bytes(bytes)
        }
    }

    /// Any bytes, kept as they are.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.count <= 15, let text = Self.shortText(bytes) {
            storage = .text(text)
        } else {
            storage = .bytes(Array(bytes))
        }
    }

    /// At most 15 bytes of ASCII as a text, which takes no memory of its own.
    private static func shortText(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var all: UInt8 = 0
        for byte in bytes { all |= byte }
        guard all < 0x80 else { return nil }
        return String(unsafeUninitializedCapacity: bytes.count) { buffer in
            _ = buffer.initialize(fromContentsOf: bytes)
            return bytes.count
        }
    }

    /// Any bytes, kept as they are.
    public init(_ bytes: some Sequence<UInt8>) {
        self.init(Array(bytes))
    }

    /// The number of bytes.
    @inlinable
    public var count: Int {
        switch storage {
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        }
    }

    /// Whether there is no byte.
    @inlinable
    public var isEmpty: Bool {
        switch storage {
        case .text(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        }
    }

    /// The bytes as text, or nil if they are not UTF-8.
    public var validText: String? {
        switch storage {
        case .text(let text): text
        case .bytes(let bytes): String(validating: bytes, as: UTF8.self)
        }
    }

    /// The bytes, copied.
    public var bytes: [UInt8] {
        switch storage {
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        }
    }

    /// Lends the bytes in place to a closure, which must not let them escape.
    @inlinable
    @inline(__always)
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch storage {
        case .text(let text): return try Self.withUTF8(of: text, body)
        case .bytes(let bytes): return try Self.withElements(of: bytes, body)
        }
    }

    /// The bytes from a lower up to an upper offset.
    ///
    /// - Precondition: The range lies within `0..<count`.
    public subscript(range: Range<Int>) -> ByteString {
        withBytes { bytes in ByteString(UnsafeBufferPointer(rebasing: bytes[range])) }
    }

    /// The byte at an offset.
    public subscript(offset: Int) -> UInt8 {
        withBytes { bytes in bytes[offset] }
    }

    /// Adds the bytes to a buffer.
    @inlinable
    @inline(__always)
    public func append(to output: inout [UInt8]) {
        switch storage {
        case .text(let text): Self.withUTF8(of: text) { bytes in output.append(contentsOf: bytes) }
        case .bytes(let bytes): output.append(contentsOf: bytes)
        }
    }

    /// Lends the UTF-8 bytes of a text without a copy.
    @inlinable
    @inline(__always)
    static func withUTF8<Result, Failure: Error>(
        of text: String, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outcome = text.utf8.withContiguousStorageIfAvailable { bytes in
            Swift.Result { () throws(Failure) -> Result in try body(bytes) }
        }
        if let outcome { return try outcome.get() }
        return try withElements(of: Array(text.utf8), body)
    }

    @inlinable
    @inline(__always)
    static func withElements<Result, Failure: Error>(
        of bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outcome = bytes.withUnsafeBufferPointer { bytes in
            Swift.Result { () throws(Failure) -> Result in try body(bytes) }
        }
        return try outcome.get()
    }
}
