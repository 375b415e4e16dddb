import GoTemplate

/// `camelcase`, `snakecase` and `kebabcase`, as package xstrings tells words apart.
enum WordCase {
    /// What joins words: hyphens, underscores and space.
    static func isConnector(_ scalar: UInt32) -> Bool {
        scalar == 0x2D || scalar == 0x5F || GoUnicode.isSpace(scalar)
    }

    /// The words without connectors between them, each with its first letter in upper case.
    ///
    /// Connectors at the start are kept, and one of several in a row is left out.
    static func camel(_ text: ByteString) -> ByteString {
        let scalars = CodePoints.of(text)
        guard !scalars.isEmpty else { return "" }
        var output: [UInt8] = []
        var position = 0
        while position < scalars.count, isConnector(scalars[position]) {
            CodePoints.append(scalars[position], to: &output)
            position += 1
        }
        guard position < scalars.count else {
            // What is left of a text of connectors has its last one twice in the original's eyes.
            CodePoints.append(scalars[scalars.count - 1], to: &output)
            return ByteString(output)
        }
        var current = GoUnicode.upper(scalars[position])
        for scalar in scalars[(position + 1)...] {
            let previous = current
            current = scalar
            if isConnector(previous) {
                if isConnector(current) {
                    CodePoints.append(previous, to: &output)
                } else {
                    current = GoUnicode.upper(current)
                }
            } else {
                current = GoUnicode.lower(current)
                CodePoints.append(previous, to: &output)
            }
        }
        CodePoints.append(current, to: &output)
        return ByteString(output)
    }
}
