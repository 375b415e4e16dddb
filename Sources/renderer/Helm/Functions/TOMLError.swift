/// Why a text is not TOML, in the words of Go's decoder (github.com/BurntSushi/toml): `toml: line 3 (last key "a.b"): …`.
struct TOMLError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line, from 1 on; one less where the text ends too early, as in Go.
    let line: Int
    /// The key that was being read; empty outside of any.
    let lastKey: String
    let message: String

    var description: String {
        lastKey.isEmpty
            ? "toml: line \(line): \(message)" : "toml: line \(line) (last key \(TOMLReader.quoted(lastKey))): \(message)"
    }
}
