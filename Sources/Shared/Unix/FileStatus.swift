import Glibc

/// What `stat(2)` says about a file, as far as Fairlead asks.
package struct FileStatus: Sendable, Hashable {
    /// What sort of file it is.
    package enum Kind: Sendable, Hashable {
        case regular, directory, symbolicLink, socket, pipe, other
    }

    /// A file's identity: two paths with the same one are the same file.
    package struct Identity: Sendable, Hashable {
        package let device: UInt64
        package let inode: UInt64
    }

    package let kind: Kind
    package let identity: Identity
    /// The size in bytes.
    package let size: Int64
    /// The permission bits, for example `0o600`.
    package let permissions: UInt32
    /// The number of the user whose file it is.
    package let owner: UInt32
    /// When the content last changed.
    package let modified: Timestamp

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFSOCK: .socket
            case S_IFIFO: .pipe
            default: .other
            }
        identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        size = Int64(status.st_size)
        permissions = UInt32(status.st_mode & 0o7777)
        owner = UInt32(status.st_uid)
        modified = Timestamp(
            seconds: Int64(status.st_mtim.tv_sec), nanoseconds: Int32(truncatingIfNeeded: status.st_mtim.tv_nsec))
    }

    /// Looks at a path.
    ///
    /// - Parameters:
    ///   - path: The path to look at.
    ///   - followingLinks: False to look at a symbolic link itself.
    package init(of path: String, followingLinks: Bool = true) throws(UnixError) {
        var status = stat()
        guard fstatat(AT_FDCWD, path, &status, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else {
            throw .last(unableTo: "look at", path)
        }
        self.init(status)
    }
}
