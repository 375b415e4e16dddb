import CVector

/// A text that has only what ``PlainReader`` reads without another look: printable characters, spaces, tabs and line feeds in valid UTF-8.
///
/// What YAML takes for line breaks besides the line feed, and what it refuses, is not plain.
struct PlainText: ~Copyable {
    /// How many line feeds stand behind a text that is read, so that nobody has to ask for its end before looking ahead.
    private static let padding = 64

    /// The text, and line feeds behind it.
    let bytes: UnsafePointer<UInt8>
    /// The size of the text alone.
    let count: Int
    private let memory: UnsafeMutablePointer<UInt8>

    /// Copies a text; nil if it is not plain.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        memory = .allocate(capacity: text.count + Self.padding)
        if let start = text.baseAddress { memory.initialize(from: start, count: text.count) }
        (memory + text.count).initialize(repeating: 0x0A, count: Self.padding)
        bytes = UnsafePointer(memory)
        count = text.count
        guard Self.isPlain(bytes, count: count) else { return nil }
    }

    deinit { memory.deallocate() }

    /// Looks at a text with line feeds behind it.
    private static func isPlain(_ text: UnsafePointer<UInt8>, count: Int) -> Bool {
        var place = 0
        while place < count {
            let others = vector_scan_unprintable(text + place)
            guard others != 0 else {
                place &+= 16
                continue
            }
            place &+= others.trailingZeroBitCount
            guard let end = endOfCharacters(text, from: place) else { return false }
            place = end
        }
        return true
    }

    /// The place behind the characters beyond ASCII that begin at a place; nil if there is something else, or what is not plain.
    private static func endOfCharacters(_ text: UnsafePointer<UInt8>, from start: Int) -> Int? {
        var end = start
        while text[end] >= 0x80 { end &+= 1 }
        var decoder = UTF8()
        var bytes = UnsafeBufferPointer(start: text + start, count: end - start).makeIterator()
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar):
                guard isPlain(scalar.value) else { return nil }
            case .emptyInput: return end > start ? end : nil
            case .error: return nil
            }
        }
    }

    private static func isPlain(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xA0..<0x2028, 0x202A..<0xD800, 0xE000..<0xFEFF, 0xFF00..<0xFFFE, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
