/// Why a value, or a part of it, is not as a schema wants it.
package struct SchemaFailure: Sendable, Hashable {
    /// The keys and positions on the way to the part; empty for the whole value.
    package let path: [String]

    /// What is wrong with it.
    package let reason: String

    /// What led to it, where a schema is made of others.
    package let causes: [SchemaFailure]

    init(_ reason: String, path: [String] = [], causes: [SchemaFailure] = []) {
        self.path = path
        self.reason = reason
        self.causes = causes
    }

    /// The failure and its causes, a line each that begins with a hyphen: `- at '/size': got string, want integer`.
    ///
    /// - Parameter note: What is to be said of a place besides, such as where its value came from; empty for nothing.
    package func text(note: (_ path: [String]) -> String = { _ in "" }) -> String {
        var lines: [String] = []
        write(indent: "", note, to: &lines)
        return lines.joined(separator: "\n")
    }

    private func write(indent: String, _ note: ([String]) -> String, to lines: inout [String]) {
        let place = path.map { "/\(SchemaIndex.escaped($0))" }.joined()
        lines.append("\(indent)- at \(Quoted.text(place)): \(reason)\(note(path))")
        for cause in causes { cause.write(indent: indent + "  ", note, to: &lines) }
    }
}
