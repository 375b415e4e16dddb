import Glibc

/// An open directory whose tree can be read and changed, and never left.
///
/// Paths are relative and are walked one component at a time without following symbolic links, so that whatever they are called
/// and whoever swaps a directory for a link meanwhile, nothing outside of the directory is ever touched.
///
/// ```swift
/// let out = try Directory("out", create: true)
/// try out.write("default/configmap.yaml", bytes)
/// try out.write("../escape", bytes)           // throws: "../escape" leaves the directory
/// ```
package final class Directory: Sendable {
    /// The path it was opened at, for messages.
    package let path: String
    private let descriptor: FileDescriptor

    /// Opens a directory; the path itself may have symbolic links.
    ///
    /// - Parameters:
    ///   - path: The directory's path.
    ///   - create: True to make it and its parents if they are not there.
    package init(_ path: String, create: Bool = false) throws(UnixError) {
        self.path = path
        if create { try Directory.create(path) }
        descriptor = try FileDescriptor(opening: path, flags: O_RDONLY | O_DIRECTORY)
    }

    /// Reads a file.
    ///
    /// - Throws: `UnixError`: `ELOOP` for a symbolic link, `EFBIG` if the file is too large, and what opening throws.
    package func read(_ path: String, maximumBytes: Int = 64 << 20) throws(UnixError) -> [UInt8] {
        let (parents, name) = try Directory.split(path)
        let parent = try descend(parents, create: false)
        let file = try naming(path) { () throws(UnixError) in
            try FileDescriptor(opening: name, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK, in: parent.rawValue)
        }
        return try File.read(file, path: path, maximumBytes: maximumBytes)
    }

    /// Replaces a file's content as `File.writeAtomically` does; makes the directories on the way to it.
    ///
    /// - Returns: True if the content has changed; a file that has it already is left alone.
    @discardableResult
    package func write(
        _ path: String, _ bytes: [UInt8], mode: mode_t = 0o644, durable: Bool = false
    ) throws(UnixError) -> Bool {
        let (parents, name) = try Directory.split(path)
        let parent = try descend(parents, create: true)
        if let present = try? read(path, maximumBytes: bytes.count), present == bytes { return false }
        try naming(path) { () throws(UnixError) in
            try AtomicWrite(mode: mode, durable: durable).write(bytes, to: name, in: parent)
        }
        return true
    }

    /// Removes a file, and the directories above it that are empty after that.
    ///
    /// - Returns: False if there was none.
    @discardableResult
    package func remove(_ path: String) throws(UnixError) -> Bool {
        var (parents, name) = try Directory.split(path)
        do throws(UnixError) {
            let parent = try descend(parents, create: false)
            guard unlinkat(parent.rawValue, name, 0) == 0 else { throw .last(unableTo: "remove", shown(path)) }
        } catch {
            if error.code == ENOENT { return false }
            throw error
        }
        while let emptied = parents.popLast() {
            guard let parent = try? descend(parents, create: false) else { break }
            // One that is not empty ends it.
            guard unlinkat(parent.rawValue, emptied, AT_REMOVEDIR) == 0 else { break }
        }
        return true
    }
}

/// The walk over a path's components.
extension Directory {
    private func duplicate() throws(UnixError) -> FileDescriptor {
        // A descriptor of its own: one that was duplicated would share the position in the listing.
        try FileDescriptor(opening: ".", flags: O_RDONLY | O_DIRECTORY, in: descriptor.rawValue)
    }

    /// The directories on the way to a path's last component, and that.
    private static func split(_ path: String) throws(UnixError) -> (parents: [String], name: String) {
        var parents = try components(of: path)
        let name = parents.removeLast()
        return (parents, name)
    }

    /// Opens the directory at the end of the components, each below the one before.
    func descend(_ components: [String], create: Bool) throws(UnixError) -> FileDescriptor {
        var current = try duplicate()
        var walked = ""
        for component in components {
            walked = walked.isEmpty ? component : "\(walked)/\(component)"
            let number = current.rawValue
            if create, mkdirat(number, component, 0o755) != 0, errno != EEXIST {
                throw .last(unableTo: "make the directory", shown(walked))
            }
            current = try naming(walked) { () throws(UnixError) in
                try FileDescriptor(opening: component, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW, in: number)
            }
        }
        return current
    }

    /// The components of a relative path that stays below where it begins.
    static func components(of path: String) throws(UnixError) -> [String] {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { String(Substring($0)) }
        for part in parts {
            let isLeaving = part == ".." || part == "." || part.isEmpty
            guard !isLeaving, !part.utf8.contains(0), part.utf8.count <= 255 else {
                let reason =
                    isLeaving ? "the path leaves the directory or is not in its plain form" : "the path has an impossible name"
                throw UnixError(part.utf8.count > 255 ? ENAMETOOLONG : EINVAL, unableTo: "use the path", path, detail: reason)
            }
        }
        return parts
    }

    static func names(in directory: borrowing FileDescriptor, path: String) throws(UnixError) -> [String] {
        let number = fcntl(directory.rawValue, F_DUPFD_CLOEXEC, 3)
        guard number >= 0, let stream = fdopendir(number) else { throw .last(unableTo: "list", path) }
        defer { closedir(stream) }
        rewinddir(stream)
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw .last(unableTo: "list", path) }
                return names
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
    }

    private static func create(_ path: String) throws(UnixError) {
        guard mkdir(path, 0o755) != 0, errno != EEXIST else { return }
        guard errno == ENOENT, case let (parent, name) = Path.split(path), !name.isEmpty, parent != path else {
            throw .last(unableTo: "make the directory", path)
        }
        try create(parent)
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last(unableTo: "make the directory", path) }
    }

    func shown(_ path: String) -> String { Path.join(self.path, path) }

    /// Gives an error the path that people know instead of a component of it.
    private func naming<Result: ~Copyable>(
        _ path: String, _ body: () throws(UnixError) -> Result
    ) throws(UnixError) -> Result {
        do throws(UnixError) {
            return try body()
        } catch {
            let isLink = error.code == ELOOP || error.code == ENOTDIR
            let reason = isLink ? "a part of the path is a symbolic link or not a directory" : error.detail
            throw UnixError(error.code, unableTo: error.operation, shown(path), detail: reason)
        }
    }
}
