import CVector
import JSON

/// Writes compact JSON text, all documents one behind the other.
struct TextBuilder: PlainBuilder, ~Copyable {
    private var text: GrowingMemory<UInt8>
    private var keys = OpenKeys()
    /// Where each document ends, and the line on which it begins.
    private var documents: [(end: Int, line: Int)] = []

    /// Begins with room for what usually becomes of so many bytes of YAML.
    init(for count: Int) {
        text = GrowingMemory(capacity: count + count / 4 + 256)
        documents.reserveCapacity(4)
    }

    /// What has been read, in bytes of its own.
    var texts: [YAMLText] {
        let bytes = Array(UnsafeBufferPointer(start: text.base, count: text.count))
        var start = 0
        return documents.map { end, line in
            defer { start = end }
            return YAMLText(value: RawJSON(unchecked: bytes[start..<end]), line: line)
        }
    }

    mutating func addDocument(_ node: Void, line: Int) { documents.append((text.count, line)) }

    // Collections. A comma stands behind every member and element, and the last one gives way to the bracket. Whatever ends a key or
    // a value makes room for some bytes behind it, so that the colon and the comma need not ask for it.

    /// How much room there is behind a key or a value.
    private static let slack = 16

    @inline(__always)
    private mutating func punctuate(with byte: UInt8) {
        text.base[text.count] = byte
        text.count &+= 1
    }

    @inline(__always)
    mutating func beginMapping() -> Int {
        text.append(UInt8(ascii: "{"))
        return keys.end
    }

    @inline(__always)
    mutating func key(_ string: PlainString, of mapping: inout Int) -> Void? {
        let start = text.count &+ 1
        append(string)
        let count = text.count &- start &- 1
        punctuate(with: UInt8(ascii: ":"))
        return keys.insert(in: text.base, at: start, count: count, since: mapping) ? () : nil
    }

    @inline(__always)
    mutating func add(_ value: Void, for key: Void, to mapping: inout Int) -> Bool {
        punctuate(with: UInt8(ascii: ","))
        return true
    }

    @inline(__always)
    mutating func end(_ mapping: consuming Int) {
        close(with: UInt8(ascii: "}"))
        keys.remove(from: mapping)
    }

    @inline(__always)
    mutating func beginSequence() { text.append(UInt8(ascii: "[")) }

    @inline(__always)
    mutating func add(_ element: Void, to sequence: inout Void) { punctuate(with: UInt8(ascii: ",")) }

    @inline(__always)
    mutating func end(_ sequence: consuming Void) { close(with: UInt8(ascii: "]")) }

    @inline(__always)
    private mutating func close(with bracket: UInt8) {
        if text.base[text.count &- 1] == UInt8(ascii: ",") { text.count &-= 1 }
        text.room(for: Self.slack + 1)[0] = bracket
        text.count &+= 1
    }

    // Scalars.

    mutating func null() { append("null") }

    @inline(__always)
    mutating func scalar(_ string: PlainString, _ resolution: ScalarResolution) -> Void? {
        guard case .string = resolution else { return appendSpecial(string, resolution) ? () : nil }
        return append(string)
    }

    @inline(never)
    private mutating func appendSpecial(_ string: PlainString, _ resolution: ScalarResolution) -> Bool {
        switch resolution {
        case .string, .timestamp: append(string)
        case .null: null()
        case .bool(let value): append(value ? "true" : "false")
        case .integer(let value): append(value)
        case .unsigned, .float:
            let node = resolution.node(of: "", at: YAMLMark(line: 1, column: 1))
            guard node.unrepresentable == nil else { return false }
            append(node.value.serialized())
        }
        return true
    }

    private mutating func append(_ word: StaticString) {
        text.room(for: word.utf8CodeUnitCount + Self.slack).initialize(from: word.utf8Start, count: word.utf8CodeUnitCount)
        text.count += word.utf8CodeUnitCount
    }

    private mutating func append(_ bytes: [UInt8]) {
        let room = text.room(for: bytes.count + Self.slack)
        for (offset, byte) in bytes.enumerated() { room[offset] = byte }
        text.count += bytes.count
    }

    private mutating func append(_ integer: Int64) {
        var size = 1
        var rest = integer.magnitude
        while rest >= 10 {
            rest /= 10
            size &+= 1
        }
        if integer < 0 { text.append(UInt8(ascii: "-")) }
        let room = text.room(for: size &+ Self.slack)
        rest = integer.magnitude
        for place in (0..<size).reversed() {
            room[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        text.count &+= size
    }

    // Strings.

    @inline(__always)
    private mutating func append(_ string: PlainString) {
        // What is escaped in YAML is escaped in the same way in JSON.
        if string.traits.isSubset(of: .escaped) { appendVerbatim(string.bytes) } else { appendUnclean(string) }
    }

    /// Appends a part of the text that is read, which may be read for some bytes behind it.
    @inline(__always)
    private mutating func appendVerbatim(_ bytes: UnsafeBufferPointer<UInt8>) {
        // Sixteen bytes at a time may go as far beyond the end as the slack, and there are two quotes.
        let room = text.room(for: bytes.count &+ 2 &+ Self.slack)
        room[0] = UInt8(ascii: "\"")
        if let start = bytes.baseAddress {
            var place = 0
            repeat {
                let sixteen = UnsafeRawPointer(start + place).loadUnaligned(as: SIMD16<UInt8>.self)
                UnsafeMutableRawPointer(room + place + 1).storeBytes(of: sixteen, as: SIMD16<UInt8>.self)
                place &+= 16
            } while place < bytes.count
        }
        room[bytes.count &+ 1] = UInt8(ascii: "\"")
        text.count &+= bytes.count &+ 2
    }

    @inline(never)
    private mutating func appendUnclean(_ string: PlainString) {
        text.append(UInt8(ascii: "\""))
        string.withContent { appendEscaping($0) }
        text.room(for: Self.slack + 1)[0] = UInt8(ascii: "\"")
        text.count &+= 1
    }

    /// Appends any bytes of a plain text.
    private mutating func appendEscaping(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        var place = 0
        while place < bytes.count {
            // Sixteen bytes, or an escape and up to fifteen.
            let room = text.room(for: 17)
            if place &+ 16 <= bytes.count {
                let stops = vector_scan_text(start + place).stops
                let sixteen = UnsafeRawPointer(start + place).loadUnaligned(as: SIMD16<UInt8>.self)
                UnsafeMutableRawPointer(room).storeBytes(of: sixteen, as: SIMD16<UInt8>.self)
                let clean = stops == 0 ? 16 : stops.trailingZeroBitCount
                text.count &+= clean
                place &+= clean
                if stops == 0 { continue }
                appendByte(start[place], to: room + clean)
            } else {
                appendByte(start[place], to: room)
            }
            place &+= 1
        }
    }

    /// Appends a byte, escaped if JSON escapes it, where there is room for two.
    @inline(__always)
    private mutating func appendByte(_ byte: UInt8, to room: UnsafeMutablePointer<UInt8>) {
        let escape: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): escape = byte
        case 0x0A: escape = UInt8(ascii: "n")
        case 0x0D: escape = UInt8(ascii: "r")
        case 0x09: escape = UInt8(ascii: "t")
        default:
            // There are no other control characters in a plain text.
            room[0] = byte
            text.count &+= 1
            return
        }
        room[0] = UInt8(ascii: "\\")
        room[1] = escape
        text.count &+= 2
    }
}
