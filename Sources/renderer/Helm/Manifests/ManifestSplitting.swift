/// Cuts what a template wrote into documents, where Helm does.
enum ManifestSplitting {
    /// The documents in their order, without white space around them; empty ones are left out.
    static func documents(in output: [UInt8]) -> [ArraySlice<UInt8>] {
        let text = ASCII.trimmed(output[...])
        var documents: [ArraySlice<UInt8>] = []
        var start = text.startIndex
        var place = text.startIndex
        func add(_ end: Int) {
            if start < end { documents.append(ASCII.trimmed(text[start..<end])) }
        }
        while let (end, next) = separator(in: text, from: place, documentStart: start) {
            add(end)
            start = next
            place = next
        }
        add(text.endIndex)
        return documents
    }

    /// The next `---` at the start of a line, with the white space around it.
    private static func separator(
        in text: ArraySlice<UInt8>, from place: Int, documentStart: Int
    ) -> (end: Int, next: Int)? {
        var place = place
        while let dash = text[place...].firstIndex(of: UInt8(ascii: "-")) {
            guard text[dash...].starts(with: "---".utf8) else {
                place = dash + 1
                continue
            }
            // Only the text's own start needs no line break before it.
            let isAtStart = dash == text.startIndex
            guard isAtStart || (dash > documentStart && text[dash - 1] == UInt8(ascii: "\n")) else {
                place = dash + 1
                continue
            }
            var end = dash
            while end > documentStart, isSpace(text[end - 1]) { end -= 1 }
            var next = dash + 3
            while next < text.endIndex, isSpace(text[next]) { next += 1 }
            return (end, next)
        }
        return nil
    }

    /// What `\s` matches in Go's regular expressions.
    private static func isSpace(_ byte: UInt8) -> Bool { ASCII.isSpace(byte) && byte != 0x0B }
}
