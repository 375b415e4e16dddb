/// Why, and where, a file does not hold objects.
struct ManifestError: Error, Sendable, Hashable, CustomStringConvertible {
    let file: String
    /// From 1; 0 if it is about the file as a whole.
    let line: Int
    /// From 1.
    let column: Int
    let reason: String

    var description: String { line > 0 ? "\(file):\(line):\(column): \(reason)" : "\(file): \(reason)" }
}
