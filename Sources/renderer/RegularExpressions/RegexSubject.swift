import GoTemplate

/// A text that patterns are matched with: as UTF-8, with each byte that is none of it read as U+FFFD, as Go does.
package struct RegexSubject {
    /// The text as it was given.
    package let text: ByteString

    /// What is matched.
    package let bytes: [UInt8]

    /// Where each byte of what is matched comes from, if that is not the text itself.
    private let origins: [Int]?

    package init(_ text: ByteString) {
        self.text = text
        let given = text.bytes
        guard text.validText == nil else {
            bytes = given
            origins = nil
            return
        }
        var repaired: [UInt8] = []
        var origins: [Int] = []
        var offset = 0
        given.withUnsafeBufferPointer { given in
            while offset < given.count {
                let character = UTF8Decoding.character(in: given, at: offset)
                let start = repaired.count
                if character.isInvalid {
                    UTF8Decoding.append(0xFFFD, to: &repaired)
                } else {
                    repaired.append(contentsOf: given[offset..<(offset + character.width)])
                }
                for _ in start..<repaired.count { origins.append(offset) }
                offset += character.width
            }
        }
        origins.append(given.count)
        bytes = repaired
        self.origins = origins
    }

    /// The part of the text that stands for a part of what is matched.
    package subscript(start: Int, end: Int) -> ByteString {
        guard let origins else { return ByteString(bytes[start..<end]) }
        return text[origins[start]..<origins[end]]
    }

    /// How many bytes the character at an offset takes; 0 at the end.
    package func width(at offset: Int) -> Int {
        guard offset < bytes.count else { return 0 }
        switch bytes[offset] {
        case ..<0x80: return 1
        case ..<0xE0: return 2
        case ..<0xF0: return 3
        default: return 4
        }
    }
}
