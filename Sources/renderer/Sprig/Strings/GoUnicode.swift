/// Go's package unicode: simple mappings of one code point to one, and classes of code points.
enum GoUnicode {
    /// `unicode.ToUpper`.
    static func upper(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar &- (97...122 ~= scalar ? 32 : 0) }
        guard let properties = Unicode.Scalar(scalar)?.properties else { return scalar }
        // Where the full mapping is of several code points, the simple one is that of title case, if that is of one.
        return single(properties.uppercaseMapping) ?? single(properties.titlecaseMapping) ?? scalar
    }

    /// `unicode.ToLower`.
    static func lower(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar &+ (65...90 ~= scalar ? 32 : 0) }
        if scalar == 0x130 { return 0x69 }
        guard let properties = Unicode.Scalar(scalar)?.properties else { return scalar }
        return single(properties.lowercaseMapping) ?? scalar
    }

    /// `unicode.ToTitle`.
    static func title(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return upper(scalar) }
        guard let properties = Unicode.Scalar(scalar)?.properties else { return scalar }
        return single(properties.titlecaseMapping) ?? scalar
    }

    /// `unicode.IsSpace`.
    static func isSpace(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return scalar == 32 || 9...13 ~= scalar }
        return Unicode.Scalar(scalar)?.properties.isWhitespace ?? false
    }

    static func isUpper(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? 65...90 ~= scalar : category(scalar) == .uppercaseLetter
    }

    static func isLower(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? 97...122 ~= scalar : category(scalar) == .lowercaseLetter
    }

    static func isTitle(_ scalar: UInt32) -> Bool { scalar >= 0x80 && category(scalar) == .titlecaseLetter }

    static func isLetter(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return 97...122 ~= scalar | 0x20 }
        switch category(scalar) {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return false
        }
    }

    static func isDigit(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? 48...57 ~= scalar : category(scalar) == .decimalNumber
    }

    static func isNumber(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return 48...57 ~= scalar }
        switch category(scalar) {
        case .decimalNumber, .letterNumber, .otherNumber: return true
        default: return false
        }
    }

    static func isPunctuation(_ scalar: UInt32) -> Bool {
        if scalar < 0x80, scalar <= 0x20 || 48...57 ~= scalar || 97...122 ~= scalar | 0x20 { return false }
        switch category(scalar) {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            return true
        default: return false
        }
    }

    private static func category(_ scalar: UInt32) -> Unicode.GeneralCategory {
        Unicode.Scalar(scalar)?.properties.generalCategory ?? .unassigned
    }

    private static func single(_ text: String) -> UInt32? {
        var scalars = text.unicodeScalars.makeIterator()
        guard let first = scalars.next(), scalars.next() == nil else { return nil }
        return first.value
    }
}
