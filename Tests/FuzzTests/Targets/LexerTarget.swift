@testable import GoTemplate

/// The lexer goes forward, and comes to an end.
enum LexerTarget {
    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        let lexer = Lexer(bytes, delimiters: .standard, hasBreak: true, hasContinue: true)
        var offset = 0
        // Each byte begins at most one token, and an action's end may be an empty one.
        for _ in 0...(2 * bytes.count + 2) {
            let token = lexer.next()
            guard token.offset >= offset, token.offset <= bytes.count else {
                throw FuzzFailure("\(token) stands before the end of the token before it, \(offset)")
            }
            guard token.line >= 1 else { throw FuzzFailure("\(token) has no line") }
            _ = token.description
            if token.kind == .end || token.kind == .error { return }
            offset = token.offset
        }
        throw FuzzFailure("there are more tokens than bytes")
    }
}
