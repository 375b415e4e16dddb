/// A text that does not stand for bytes.
package struct CorruptInput: Error, Equatable {
    /// The byte at which it goes wrong, from 0 on.
    package let position: Int

    package init(position: Int) {
        self.position = position
    }
}
