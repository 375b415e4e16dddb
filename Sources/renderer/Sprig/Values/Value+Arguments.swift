import GoTemplate

extension Value {
    /// The text of an argument that is declared as a string.
    var byteString: ByteString {
        if case .string(let text) = underlying { text } else { "" }
    }

    /// The number of an argument that is declared as a signed integer.
    var int64: Int64 {
        if case .integer(let number, _) = underlying { number } else { 0 }
    }
}
