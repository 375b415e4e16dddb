/// A text that was parsed for templates, and its name.
package final class TemplateSource: Sendable {
    /// The name that errors give, such as the file's.
    package let name: String

    /// The text.
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The line, from 1 on, and the column in bytes, from 0 on, of an offset.
    package func position(of offset: Int) -> (line: Int, column: Int) {
        let before = bytes[..<min(offset, bytes.count)]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return (1 + before.count { $0 == UInt8(ascii: "\n") }, before.count - start)
    }
}
