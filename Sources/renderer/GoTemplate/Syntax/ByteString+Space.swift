extension ByteString {
    /// Whether there is nothing but space in Unicode's sense.
    static func isUnicodeSpace(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var offset = 0
            while offset < bytes.count {
                let character = UTF8Decoding.character(in: bytes, at: offset)
                guard let scalar = Unicode.Scalar(character.scalar), scalar.properties.isWhitespace else { return false }
                offset += character.width
            }
            return true
        }
    }
}
