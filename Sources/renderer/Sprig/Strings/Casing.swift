import GoTemplate

/// Upper, lower and title case of whole texts.
enum Casing {
    /// `strings.ToUpper`.
    static func upper(_ text: ByteString) -> ByteString {
        ascii(text, 97...122) ?? CodePoints.map(text, GoUnicode.upper)
    }

    /// `strings.ToLower`.
    static func lower(_ text: ByteString) -> ByteString {
        ascii(text, 65...90) ?? CodePoints.map(text, GoUnicode.lower)
    }

    /// `strings.Title`: the first letter of each word in title case.
    static func title(_ text: ByteString) -> ByteString {
        var previous: UInt32 = 32
        return CodePoints.map(text) { scalar in
            let isFirst = isSeparator(previous)
            previous = scalar
            return isFirst ? GoUnicode.title(scalar) : scalar
        }
    }

    /// The first letter of each word in lower case.
    static func untitle(_ text: ByteString) -> ByteString {
        var isFirst = true
        return CodePoints.map(text) { scalar in
            if GoUnicode.isSpace(scalar) {
                isFirst = true
            } else if isFirst {
                isFirst = false
                return GoUnicode.lower(scalar)
            }
            return scalar
        }
    }

    /// Upper for lower case and the reverse, with title case at the start of words.
    static func swapped(_ text: ByteString) -> ByteString {
        var isAfterSpace = true
        return CodePoints.map(text) { scalar in
            if GoUnicode.isUpper(scalar) || GoUnicode.isTitle(scalar) {
                isAfterSpace = false
                return GoUnicode.lower(scalar)
            }
            if GoUnicode.isLower(scalar) {
                defer { isAfterSpace = false }
                return isAfterSpace ? GoUnicode.title(scalar) : GoUnicode.upper(scalar)
            }
            isAfterSpace = GoUnicode.isSpace(scalar)
            return scalar
        }
    }

    /// The text with the letters of one ASCII case in the other; nil if it is not ASCII.
    private static func ascii(_ text: ByteString, _ letters: ClosedRange<UInt8>) -> ByteString? {
        text.withBytes { bytes -> ByteString? in
            var isChanged = false
            for byte in bytes {
                if byte >= 0x80 { return nil }
                if letters ~= byte { isChanged = true }
            }
            if !isChanged { return text }
            let output = [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
                for (index, byte) in bytes.enumerated() {
                    output.initializeElement(at: index, to: letters ~= byte ? byte ^ 0x20 : byte)
                }
                count = bytes.count
            }
            return ByteString(output)
        }
    }

    /// What parts words for `strings.Title`: space, and ASCII but letters, digits and the underscore.
    private static func isSeparator(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 {
            switch UInt8(scalar) {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                return false
            default: return true
            }
        }
        if GoUnicode.isLetter(scalar) || GoUnicode.isDigit(scalar) { return false }
        return GoUnicode.isSpace(scalar)
    }
}
