import Glibc
import TestSupport
import Unix

extension TemporaryDirectory {
    /// Writes a file below the directory, as any program would.
    func put(_ name: String, _ text: String) throws {
        let file = try FileDescriptor(opening: path(name), flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644)
        try file.write(all: Array(text.utf8))
    }

    func link(_ name: String, to target: String) throws {
        guard symlink(target, path(name)) == 0 else { throw UnixError(errno, unableTo: "link", name) }
    }

    func move(_ name: String, to other: String) throws {
        guard rename(path(name), path(other)) == 0 else { throw UnixError(errno, unableTo: "rename", name) }
    }

    /// The names of everything in the directory.
    var names: [String] {
        get throws { try Directory(path).entries(recursive: true).map(\.path) }
    }
}
