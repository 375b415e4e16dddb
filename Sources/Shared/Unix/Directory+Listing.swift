import Glibc

extension Directory {
    /// One file of a tree.
    package struct Entry: Sendable, Hashable {
        /// Relative to the directory.
        package let path: String
        /// Of a symbolic link, the link's own.
        package let status: FileStatus

        package var kind: FileStatus.Kind { status.kind }
    }

    /// The files in the directory, and below it, in the order of their paths' bytes.
    ///
    /// Symbolic links are named, not followed.
    ///
    /// - Parameters:
    ///   - recursive: False to leave out what lies in directories below.
    ///   - maximumDepth: How many directories deep to look.
    package func entries(recursive: Bool = true, maximumDepth: Int = 64) throws(UnixError) -> [Entry] {
        var files: [Entry] = []
        var waiting = [(prefix: "", depth: 1)]
        while let (prefix, depth) = waiting.popLast() {
            for entry in try list(prefix) {
                if entry.kind != .directory {
                    files.append(entry)
                } else if recursive, depth < maximumDepth {
                    waiting.append((entry.path, depth + 1))
                }
            }
        }
        return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The names of the real directories in the directory; none if it cannot be read.
    var subdirectories: [String] {
        ((try? list("")) ?? []).filter { $0.kind == .directory }.map(\.path)
    }

    /// As `entries`; none if the directory cannot be read.
    func files(recursive: Bool) -> [Entry] {
        (try? entries(recursive: recursive)) ?? []
    }

    /// The entries of one directory of the tree, the directory itself for an empty prefix; also directories and links.
    package func list(_ prefix: String) throws(UnixError) -> [Entry] {
        let listed = try descend(prefix.isEmpty ? [] : Directory.components(of: prefix), create: false)
        var entries: [Entry] = []
        for name in try Directory.names(in: listed, path: shown(prefix)) {
            var status = stat()
            // What is gone since its directory was read is not there.
            guard fstatat(listed.rawValue, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            entries.append(Entry(path: prefix.isEmpty ? name : "\(prefix)/\(name)", status: FileStatus(status)))
        }
        return entries
    }
}
