/// A text that must not be seen: a token, a password, the value of an Authorization header.
///
/// It can be carried about, compared and, in one place, revealed; it describes itself as `<redacted>` wherever it is printed,
/// interpolated, reflected or dumped.
///
/// ```swift
/// let token = Secret("s3cr3t")
/// print("the token is \(token)")   // the token is <redacted>
/// ```
package struct Secret: Sendable, Hashable {
    private let text: String

    /// Hides `text`.
    package init(_ text: String) {
        self.text = text
    }

    /// The text itself.
    ///
    /// Only what puts it on the wire (or hands it to a plugin) calls this.
    package var revealed: String { text }

    /// Whether there is nothing to hide.
    package var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
