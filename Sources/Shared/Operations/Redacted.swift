/// A value that never shows itself: a token, a password, a private key.
///
/// Whatever prints it (interpolation, `print`, `dump`, a log line's metadata) prints `<redacted>`.
///
/// ```swift
/// let token = Redacted("eyJhbGciOi")
/// "\(token)"       // "<redacted>"
/// token.revealed   // "eyJhbGciOi"
/// ```
package struct Redacted<Value: Sendable>: Sendable {
    /// The value itself, for the one place that uses it.
    package let revealed: Value

    /// Hides a value.
    package init(_ value: Value) {
        revealed = value
    }
}

extension Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Redacted: Equatable where Value: Equatable {}
extension Redacted: Hashable where Value: Hashable {}
