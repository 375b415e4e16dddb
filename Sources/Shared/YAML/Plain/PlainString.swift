/// A string as it stands in a text, before what is escaped has been resolved.
struct PlainString {
    /// What is to be done with the bytes.
    struct Traits: OptionSet {
        let rawValue: UInt8

        /// There may be something in it that JSON escapes: quotes, backslashes, tabs or line feeds.
        static let unclean = Traits(rawValue: 1)
        /// There are backslashes in it that escape, each as JSON has it.
        static let escaped = Traits(rawValue: 2)
        /// There are single quotes in it that stand there twice.
        static let doubled = Traits(rawValue: 4)
    }

    /// The bytes between the quotes, or of the plain scalar.
    let bytes: UnsafeBufferPointer<UInt8>
    let traits: Traits

    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ traits: Traits) {
        self.bytes = bytes
        self.traits = traits
    }

    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, count: Int, _ traits: Traits) {
        self.init(UnsafeBufferPointer(start: start, count: count), traits)
    }

    /// Gives the bytes that the string consists of to somebody.
    func withContent<Product>(_ body: (UnsafeBufferPointer<UInt8>) -> Product) -> Product {
        guard !traits.isDisjoint(with: [.escaped, .doubled]) else { return body(bytes) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { content in
            let special = traits.contains(.doubled) ? UInt8(ascii: "'") : UInt8(ascii: "\\")
            var (count, place) = (0, 0)
            while place < bytes.count {
                var byte = bytes[place]
                place += 1
                if byte == special, place < bytes.count {
                    byte = Self.unescaped(bytes[place]) ?? bytes[place]
                    place += 1
                }
                content[count] = byte
                count += 1
            }
            return body(UnsafeBufferPointer(rebasing: content[..<count]))
        }
    }

    /// What a backslash and a byte stand for, as far as templates write them and JSON has the same; nil for the others.
    static func unescaped(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        default: nil
        }
    }
}
