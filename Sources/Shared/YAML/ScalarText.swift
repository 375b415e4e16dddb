/// The bytes of a scalar on their way out, and what go-yaml v2's emitter asks about them.
struct ScalarText {
    let bytes: [UInt8]
    private let beginsWithMark: Bool

    init(_ text: String) {
        bytes = Array(text.utf8)
        beginsWithMark = bytes.starts(with: [0xef, 0xbb, 0xbf])
    }

    var count: Int { bytes.count }

    /// How many bytes the character at a place has.
    func width(_ place: Int) -> Int {
        switch bytes[place] {
        case 0..<0x80: 1
        case 0..<0xe0: min(2, bytes.count - place)
        case 0..<0xf0: min(3, bytes.count - place)
        default: min(4, bytes.count - place)
        }
    }

    func isSpace(_ place: Int) -> Bool { place < bytes.count && bytes[place] == UInt8(ascii: " ") }

    func isBlank(_ place: Int) -> Bool {
        place < bytes.count && (bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t"))
    }

    /// Whether it is a line feed, a carriage return, U+0085, U+2028 or U+2029.
    func isBreak(_ place: Int) -> Bool {
        guard place < bytes.count else { return false }
        switch bytes[place] {
        case 0x0a, 0x0d: return true
        case 0xc2: return place + 1 < bytes.count && bytes[place + 1] == 0x85
        case 0xe2: return place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] & 0xfe == 0xa8
        default: return false
        }
    }

    /// Whether it can stand in YAML as it is; what four bytes of UTF-8 encode cannot.
    func isPrintable(_ place: Int) -> Bool {
        let next = place + 1 < bytes.count ? bytes[place + 1] : 0
        let last = place + 2 < bytes.count ? bytes[place + 2] : 0
        switch bytes[place] {
        case 0x0a, 0x20...0x7e: return true
        case 0xc2: return next >= 0xa0
        case 0xc3..<0xed, 0xee: return true
        case 0xed: return next < 0xa0
        case 0xef: return !(next == 0xbb && last == 0xbf) && !(next == 0xbf && (last == 0xbe || last == 0xbf))
        default: return false
        }
    }

    /// Whether it must be escaped between double quotes.
    ///
    /// A text that begins with a byte order mark is escaped all over.
    func isEscaped(_ place: Int) -> Bool {
        !isPrintable(place) || beginsWithMark || isBreak(place) || bytes[place] == UInt8(ascii: "\"")
            || bytes[place] == UInt8(ascii: "\\")
    }

    /// The code of the character at a place.
    func code(_ place: Int) -> UInt32 {
        let width = width(place)
        let masks: [UInt32] = [0x7f, 0x1f, 0x0f, 0x07]
        var code = UInt32(bytes[place]) & masks[width - 1]
        for offset in 1..<max(width, 1) where width > 1 { code = code << 6 | UInt32(bytes[place + offset] & 0x3f) }
        return code
    }

    /// The place of the character before another.
    func before(_ place: Int) -> Int {
        var place = place - 1
        while place > 0, bytes[place] & 0xc0 == 0x80 { place -= 1 }
        return place
    }
}
