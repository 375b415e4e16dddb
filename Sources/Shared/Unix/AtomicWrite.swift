import Glibc

/// Writes a file beside its place and renames it into it.
struct AtomicWrite {
    let mode: mode_t
    let durable: Bool

    /// Replaces the entry `name` of a directory.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - name: One component, not a path.
    ///   - directory: Where the entry is, and the temporary file too.
    func write(_ bytes: [UInt8], to name: String, in directory: borrowing FileDescriptor) throws(UnixError) {
        let temporary = ".fairlead-\(String(UInt64.random(in: .min ... .max), radix: 36))~"
        let file = try FileDescriptor(
            opening: temporary, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600, in: directory.rawValue)
        do throws(UnixError) {
            try file.write(all: bytes)
            guard fchmod(file.rawValue, mode) == 0 else { throw .last(unableTo: "set the permissions of", name) }
            if durable, fsync(file.rawValue) != 0 { throw .last(unableTo: "write to disk", name) }
            try file.close()
            guard renameat(directory.rawValue, temporary, directory.rawValue, name) == 0 else {
                throw .last(unableTo: "rename to", name)
            }
        } catch {
            _ = unlinkat(directory.rawValue, temporary, 0)
            throw error
        }
        if durable, fsync(directory.rawValue) != 0 { throw .last(unableTo: "write the directory to disk of", name) }
    }
}
