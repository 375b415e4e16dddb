/// What a part of a layout stands for, as Go's package time reads layouts: `2006-01-02T15:04:05Z07:00`.
enum LayoutElement: Sendable, Equatable {
    case longYear, shortYear
    case longMonth, shortMonth, month, paddedMonth
    case longWeekday, shortWeekday
    case day, spacedDay, paddedDay
    case spacedDayOfYear, paddedDayOfYear
    case hour, hour12, paddedHour12
    case minute, paddedMinute
    case second, paddedSecond
    case upperHalf, lowerHalf
    case zoneName
    case offset(OffsetStyle)
    /// A fraction of a second of so many digits; trailing zeros are left out, or not.
    case fraction(digits: Int, trimmed: Bool, separator: UInt8)

    /// How an offset from UTC is written.
    struct OffsetStyle: Sendable, Equatable {
        /// Whether UTC is `Z`.
        var usesZ = false
        var hasMinutes = true
        var hasSeconds = false
        var hasColons = false
    }

    /// A text, then an element of a layout; the last piece has none.
    struct Piece {
        let text: ArraySlice<UInt8>
        let element: LayoutElement?
        /// The element as it stands in the layout.
        let source: ArraySlice<UInt8>
    }

    /// Takes a layout apart.
    static func pieces(of layout: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var rest = layout[...]
        while let piece = next(in: rest) {
            pieces.append(piece)
            rest = rest[piece.source.endIndex...]
        }
        pieces.append(Piece(text: rest, element: nil, source: rest.suffix(0)))
        return pieces
    }

    /// The first element of a layout and what stands before it.
    private static func next(in layout: ArraySlice<UInt8>) -> Piece? {
        var position = layout.startIndex
        while position < layout.endIndex {
            if let (skipped, element, length) = element(at: layout[position...]) {
                let start = position + skipped
                return Piece(text: layout[..<start], element: element, source: layout[start..<(start + length)])
            }
            position += 1
        }
        return nil
    }

    /// The element that a text begins with, its length, and how many bytes before it are text.
    private static func element(at text: ArraySlice<UInt8>) -> (skipped: Int, element: LayoutElement, length: Int)? {
        guard let first = text.first else { return nil }
        switch first {
        case UInt8(ascii: "J"), UInt8(ascii: "M"): return name(at: text)
        case UInt8(ascii: "."), UInt8(ascii: ","): return fraction(at: text)
        case UInt8(ascii: "-"), UInt8(ascii: "Z"): return offset(at: text)
        case UInt8(ascii: "_") where text.starts(with: "_2006".utf8):
            // An underscore, then the year.
            return (1, .longYear, 4)
        default:
            guard let (pattern, element) = fixed.first(where: { text.starts(with: $0.pattern.utf8) }) else { return nil }
            return (0, element, pattern.utf8.count)
        }
    }

    /// The elements that nothing else depends on; of two that fit the first counts.
    private static let fixed: [(pattern: String, element: LayoutElement)] = [
        ("01", .paddedMonth), ("02", .paddedDay), ("03", .paddedHour12), ("04", .paddedMinute), ("05", .paddedSecond),
        ("06", .shortYear), ("002", .paddedDayOfYear), ("15", .hour), ("1", .month), ("2006", .longYear), ("2", .day),
        ("_2", .spacedDay), ("__2", .spacedDayOfYear), ("3", .hour12), ("4", .minute), ("5", .second),
        ("PM", .upperHalf), ("pm", .lowerHalf),
    ]

    private static func name(at text: ArraySlice<UInt8>) -> (skipped: Int, element: LayoutElement, length: Int)? {
        if text.starts(with: "January".utf8) { return (0, .longMonth, 7) }
        if text.starts(with: "Monday".utf8) { return (0, .longWeekday, 6) }
        if text.starts(with: "MST".utf8) { return (0, .zoneName, 3) }
        // Not in a longer word, such as "Month".
        let after = text.dropFirst(3).first ?? 0
        guard !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(after) else { return nil }
        if text.starts(with: "Jan".utf8) { return (0, .shortMonth, 3) }
        if text.starts(with: "Mon".utf8) { return (0, .shortWeekday, 3) }
        return nil
    }

    private static let offsets: [(pattern: String, style: OffsetStyle)] = [
        ("070000", OffsetStyle(hasSeconds: true)), ("07:00:00", OffsetStyle(hasSeconds: true, hasColons: true)),
        ("0700", OffsetStyle()), ("07:00", OffsetStyle(hasColons: true)), ("07", OffsetStyle(hasMinutes: false)),
    ]

    private static func offset(at text: ArraySlice<UInt8>) -> (skipped: Int, element: LayoutElement, length: Int)? {
        let digits = text.dropFirst()
        guard let found = offsets.first(where: { digits.starts(with: $0.pattern.utf8) }) else { return nil }
        var style = found.style
        style.usesZ = text.first == UInt8(ascii: "Z")
        return (0, .offset(style), found.pattern.utf8.count + 1)
    }

    private static func fraction(at text: ArraySlice<UInt8>) -> (skipped: Int, element: LayoutElement, length: Int)? {
        let digits = text.dropFirst()
        guard let digit = digits.first, digit == UInt8(ascii: "0") || digit == UInt8(ascii: "9") else { return nil }
        let count = digits.prefix { $0 == digit }.count
        if let next = digits.dropFirst(count).first, next.isDigit { return nil }
        // Go keeps the count in twelve bits.
        return (
            0, .fraction(digits: count & 0xFFF, trimmed: digit == UInt8(ascii: "9"), separator: text.first ?? 0), count + 1
        )
    }
}

extension UInt8 {
    /// Whether it is a decimal digit in ASCII.
    var isDigit: Bool { self >= 48 && self <= 57 }
}
