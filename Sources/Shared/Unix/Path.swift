import Glibc

/// Paths as text.
package enum Path {
    /// The directory for temporary files: `$TMPDIR`, or `/tmp`.
    package static var temporaryDirectory: String {
        guard let value = getenv("TMPDIR"), value.pointee != 0 else { return "/tmp" }
        return String(cString: value)
    }

    /// The directory and the last component of a path: `"a/b"` is `("a", "b")`, `"b"` is `(".", "b")`, `"/b"` is `("/", "b")`.
    ///
    /// Slashes at the end are left out first.
    package static func split(_ path: String) -> (directory: String, name: String) {
        var bytes = Substring(path).utf8
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return (".", String(Substring(bytes))) }
        let name = String(Substring(bytes[bytes.index(after: slash)...]))
        var directory = bytes[..<slash]
        while directory.count > 1, directory.last == UInt8(ascii: "/") { directory.removeLast() }
        return (directory.isEmpty ? "/" : String(Substring(directory)), name)
    }

    /// Joins a directory and a path below it; an absolute path stays itself.
    package static func join(_ directory: String, _ path: String) -> String {
        if path.utf8.first == UInt8(ascii: "/") || directory.isEmpty { return path }
        return directory.utf8.last == UInt8(ascii: "/") ? directory + path : "\(directory)/\(path)"
    }
}
