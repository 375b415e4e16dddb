/// The line of a text that a message is about, with a caret below the place.
///
/// ```
///   12 | replicas: {{ .spec.sizee }}
///      |             ^
/// ```
package enum SourceExcerpt {
    /// The most of a line that is shown, in bytes; around the place where it is longer.
    private static let maximumWidth = 160

    /// Writes the excerpt, without a line break at its end; nil if the text has no such line.
    ///
    /// - Parameters:
    ///   - line: The line, from 1 on.
    ///   - column: The column in bytes, from 1 on; nil for no caret.
    package static func text(of bytes: [UInt8], line: Int, column: Int?) -> String? {
        guard line > 0, let range = range(ofLine: line, in: bytes) else { return nil }
        var shown = range
        let place = column.map { range.lowerBound + min(max($0 - 1, 0), range.count) }
        if shown.count > maximumWidth {
            let start = max(range.lowerBound, (place ?? range.lowerBound) - maximumWidth / 2)
            shown = start..<min(range.upperBound, start + maximumWidth)
        }
        let number = String(line)
        let margin = String(repeating: " ", count: max(0, 5 - number.utf8.count))
        var text = "\(margin)\(number) | \(visible(bytes[shown]))"
        guard let place else { return text }
        // Tabs are shown as one space, so that the caret stands below its place; so does each character, not each of its bytes.
        let before = visible(bytes[shown.lowerBound..<min(max(place, shown.lowerBound), shown.upperBound)]).count
        text +=
            "\n" + String(repeating: " ", count: max(number.utf8.count, 5)) + " | " + String(repeating: " ", count: before) + "^"
        return text
    }

    /// The place that says more to people where a reader of a text found something wrong at its end only: behind the last line
    /// with content, where the line that it names has none.
    package static func telling(line: Int, column: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: max(line, 0), omittingEmptySubsequences: false)[...]
        lines = lines.prefix(line)
        func isBlank(_ text: ArraySlice<UInt8>?) -> Bool { text?.allSatisfy { $0 <= 0x20 } ?? false }
        guard lines.count < line || isBlank(lines.last) else { return (line, column) }
        while isBlank(lines.last) { lines.removeLast() }
        guard let last = lines.last else { return (line, column) }
        return (lines.count, last.count + 1)
    }

    /// Every line of a text with its number, and `>` before the one that a message is about; without a line break at its end.
    ///
    /// ```
    ///     1 | kind: ConfigMap
    /// >   2 | data: [
    /// ```
    package static func numbered(_ bytes: [UInt8], marking line: Int?) -> String {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.enumerated().map { index, text in
            let number = String(index + 1)
            let margin = String(repeating: " ", count: max(0, 4 - number.utf8.count))
            let content = text.last == UInt8(ascii: "\r") ? text.dropLast() : text
            return "\(index + 1 == line ? ">" : " ")\(margin)\(number) | \(visible(content))"
        }.joined(separator: "\n")
    }

    /// The bytes of a line without its end.
    private static func range(ofLine line: Int, in bytes: [UInt8]) -> Range<Int>? {
        var start = 0
        for _ in 1..<max(line, 1) {
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            start = end + 1
        }
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        return start..<(end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end)
    }

    /// What a terminal can show of it: control characters become spaces.
    private static func visible(_ bytes: ArraySlice<UInt8>) -> String {
        String(
            String(decoding: bytes, as: UTF8.self).unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : Character($0) })
    }
}
