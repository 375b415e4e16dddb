/// Where a text is not what it should be.
struct CorruptInput: Error {
    /// The offset of the byte.
    let position: Int
}
