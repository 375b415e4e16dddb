import Glibc
import Unix

/// A directory of a test's own, removed with all that is in it when the test lets it go.
package final class TemporaryDirectory: Sendable {
    /// Its absolute path.
    package let path: String

    package init() throws {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array(Path.join(base, "fairlead-test.XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw TestError("unable to make a temporary directory in \(base)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        // A directory that cannot be removed is left to the system's own cleaning of temporary files.
        _ = try? ChildProcess("/bin/rm", ["-rf", path]).wait()
    }

    /// The path of something in it.
    package func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file in it, and the directories on the way; returns its path.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        let file = path(name)
        let parent = Path.split(file).directory
        if parent != path { try makeDirectory(String(parent.dropFirst(path.utf8.count + 1))) }
        try File.writeAtomically(file, Array(text.utf8))
        return file
    }

    /// Makes a directory in it, and those on the way; returns its path.
    @discardableResult
    package func makeDirectory(_ name: String) throws -> String {
        var current = path
        for part in name.split(separator: "/") {
            current += "/\(part)"
            if mkdir(current, 0o755) != 0, errno != EEXIST { throw TestError("unable to make the directory \(current)") }
        }
        return current
    }

    /// The text of a file in it.
    package func read(_ name: String) throws -> String {
        String(decoding: try File.read(path(name)), as: UTF8.self)
    }

    /// Adds to the end of a file in it, which is made if it is not there.
    package func append(_ name: String, _ text: String) throws {
        let file = try FileDescriptor(opening: path(name), flags: O_WRONLY | O_CREAT | O_APPEND, mode: 0o644)
        try file.write(all: Array(text.utf8))
    }

    /// Removes a file in it.
    package func remove(_ name: String) throws { try File.remove(path(name)) }
}
