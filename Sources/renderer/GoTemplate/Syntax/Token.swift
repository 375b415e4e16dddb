/// A piece of a template's text.
struct Token: Sendable {
    /// What a token is.
    enum Kind: Sendable, Hashable {
        case error, boolean, character, characterConstant, complex, assign, declare, end
        case field, identifier, leftDelimiter, leftParenthesis, number, pipe, rawString, rightDelimiter, rightParenthesis
        case space, string, text, variable
        case keyword(Keyword)
    }

    let kind: Kind

    /// Where it starts in the source.
    let offset: Int

    /// Its bytes; for an error the message.
    let text: ArraySlice<UInt8>

    /// The line on which it starts, from 1 on.
    let line: Int

    /// The bytes as text.
    var string: String { String(decoding: text, as: UTF8.self) }

    /// The token as Go names it in a message.
    var description: String {
        switch kind {
        case .end: return "EOF"
        case .error: return string
        case .keyword: return "<\(string)>"
        default: break
        }
        guard text.count > 10 else { return Quoting.quoted(text) }
        let length = text.withUnsafeBufferPointer { UTF8Decoding.length(ofFirst: 10, in: $0) }
        return Quoting.quoted(text.prefix(length)) + "..."
    }
}
