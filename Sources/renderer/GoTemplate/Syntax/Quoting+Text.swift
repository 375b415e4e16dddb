extension Quoting {
    /// A text between double quotes, with Go's escapes.
    package static func quoted(_ text: String) -> String {
        var output: [UInt8] = []
        ByteString.withUTF8(of: text) { bytes in appendQuoted(bytes, asciiOnly: false, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Bytes between double quotes, with Go's escapes.
    package static func quoted(_ bytes: ArraySlice<UInt8>) -> String {
        var output: [UInt8] = []
        bytes.withUnsafeBufferPointer { bytes in appendQuoted(bytes, asciiOnly: false, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }
}
