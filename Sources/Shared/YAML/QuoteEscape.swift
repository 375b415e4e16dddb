/// The escape of a single quote between double quotes, which go-yaml takes and libyaml, as the standard, does not.
enum QuoteEscape {
    /// The text without the backslash of each such escape in the scalar whose reading failed at a place; nil if that is not why.
    ///
    /// What follows on the same line moves to the left.
    static func removed(
        from text: UnsafeBufferPointer<UInt8>, after failure: YAMLFault
    ) -> [UInt8]? {
        guard case .syntax(let problem) = failure.reason, problem.hasPrefix("found unknown escape character"),
            let offset = offset(of: failure.mark, in: text), isEscape(text, offset)
        else { return nil }
        var repaired = Array(text[..<offset])
        repaired.reserveCapacity(text.count)
        var place = offset
        while place < text.count, text[place] != UInt8(ascii: "\"") {
            if isEscape(text, place) {
                place += 1
            } else if text[place] == UInt8(ascii: "\\"), place + 1 < text.count {
                repaired.append(text[place])
                place += 1
            }
            repaired.append(text[place])
            place += 1
        }
        return repaired + text[place...]
    }

    private static func isEscape(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        place + 1 < text.count && text[place] == UInt8(ascii: "\\") && text[place + 1] == UInt8(ascii: "'")
    }

    /// Where the character of a mark begins in a text in UTF-8, by libyaml's account of lines and columns.
    private static func offset(of mark: YAMLMark, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        var place = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        var (line, column) = (1, 1)
        while place < text.count, (line, column) < (mark.line, mark.column) {
            let width = max((~text[place]).leadingZeroBitCount, 1)
            let lineBreak = LineBreak.length(in: text, at: place)
            if lineBreak > 0 {
                place += lineBreak
                (line, column) = (line + 1, 1)
            } else {
                place += width
                column += 1
            }
        }
        return place < text.count && (line, column) == (mark.line, mark.column) ? place : nil
    }
}
