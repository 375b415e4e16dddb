/// The actions of a text that is to become a template.
package enum TemplateActions {
    /// Where each action is, from its left delimiter to the end of its right one; comments are none.
    ///
    /// Only what is before the first mistake is found: a text that has one never runs.
    package static func ranges(in text: [UInt8]) -> [Range<Int>] {
        let lexer = Lexer(text, delimiters: .standard, hasBreak: true, hasContinue: true)
        var ranges: [Range<Int>] = []
        var start: Int?
        while true {
            let token = lexer.next()
            switch token.kind {
            case .end, .error: return ranges
            case .leftDelimiter: start = token.offset
            case .rightDelimiter:
                if let start { ranges.append(start..<token.offset + token.text.count) }
                start = nil
            default: break
            }
        }
    }

    /// What the strings in a text's actions stand for, in their order.
    ///
    /// Only what is before the first mistake is found.
    package static func strings(in text: [UInt8]) -> [[UInt8]] {
        let lexer = Lexer(text, delimiters: .standard, hasBreak: true, hasContinue: true)
        var strings: [[UInt8]] = []
        while true {
            let token = lexer.next()
            switch token.kind {
            case .end, .error: return strings
            case .string, .rawString:
                if let string = Unquoting.string(token.text) { strings.append(string.bytes) }
            default: break
            }
        }
    }
}
