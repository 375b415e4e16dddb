/// A name and a value that go with a request.
package struct HTTPHeader: Sendable, Hashable {
    /// The name, in any case.
    package let name: String
    /// The value, without a line's end.
    package let value: String

    /// A header as it stands on the wire: `name: value`.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether it can be sent: a name that is a token and a value without line breaks or NUL (RFC 9110, section 5), so that
    /// nothing from elsewhere can smuggle in a second header.
    package var isValid: Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
            && value.utf8.allSatisfy { $0 != 0x0A && $0 != 0x0D && $0 != 0 }
    }
}
