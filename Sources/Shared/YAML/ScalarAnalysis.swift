/// Which styles a scalar can be written in: go-yaml v2's `yaml_emitter_analyze_scalar` outside of flow collections.
struct ScalarAnalysis {
    private(set) var isMultiline = false
    private(set) var allowsPlain = true
    private(set) var allowsSingleQuoted = true
    private(set) var allowsLiteral = true

    private var hasIndicator = false
    private var hasSpecial = false
    private var leadingBlank = false
    private var trailingSpace = false
    private var trailingBreak = false
    private var breakBeforeSpace = false
    private var spaceBeforeBreak = false

    init(_ text: ScalarText) {
        guard text.count > 0 else {
            allowsLiteral = false
            return
        }
        scan(text)
        if leadingBlank || trailingSpace || trailingBreak || isMultiline || hasIndicator { allowsPlain = false }
        if trailingSpace { allowsLiteral = false }
        if breakBeforeSpace || spaceBeforeBreak || hasSpecial {
            allowsPlain = false
            allowsSingleQuoted = false
        }
        if spaceBeforeBreak || hasSpecial { allowsLiteral = false }
    }

    private mutating func scan(_ text: ScalarText) {
        hasIndicator = text.bytes.starts(with: Array("---".utf8)) || text.bytes.starts(with: Array("...".utf8))
        var followsBlank = true
        var followsSpace = false
        var followsBreak = false
        var place = 0
        while place < text.count {
            let width = text.width(place)
            let isLast = place + width >= text.count
            if isIndicator(text, at: place, followsBlank, isBeforeBlank: isLast || text.isBlank(place + width)) {
                hasIndicator = true
            }
            if !text.isPrintable(place) { hasSpecial = true }
            let isSpace = text.isSpace(place)
            let isBreak = text.isBreak(place)
            if isSpace || isBreak {
                if place == 0 { leadingBlank = true }
                if isLast, isSpace { trailingSpace = true }
                if isLast, isBreak { trailingBreak = true }
            }
            if isBreak { isMultiline = true }
            if isSpace && followsBreak { breakBeforeSpace = true }
            if isBreak && followsSpace { spaceBeforeBreak = true }
            followsSpace = isSpace
            followsBreak = isBreak
            followsBlank = text.isBlank(place) || isBreak || text.bytes[place] == 0
            place += width
        }
    }

    /// Whether the character at a place means something in a plain scalar.
    private func isIndicator(_ text: ScalarText, at place: Int, _ followsBlank: Bool, isBeforeBlank: Bool) -> Bool {
        let byte = text.bytes[place]
        if place > 0 {
            return byte == UInt8(ascii: ":") && isBeforeBlank || byte == UInt8(ascii: "#") && followsBlank
        }
        switch byte {
        case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "-"): return isBeforeBlank
        default: return "#,[]{}&*!|>'\"%@`".utf8.contains(byte)
        }
    }
}
