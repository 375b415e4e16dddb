import Glibc

/// Whole files.
package enum File {
    /// Reads a file whole.
    ///
    /// - Parameters:
    ///   - path: The file's path; `/dev/stdin` reads standard input.
    ///   - maximumBytes: How large the file may be.
    /// - Throws: `UnixError`, with the code `EFBIG` if the file is larger and `EISDIR` if it is a directory.
    package static func read(_ path: String, maximumBytes: Int = 64 << 20) throws(UnixError) -> [UInt8] {
        try read(FileDescriptor(opening: path, flags: O_RDONLY | O_NOCTTY), path: path, maximumBytes: maximumBytes)
    }

    /// Reads an open file to its end; the path is for messages.
    static func read(
        _ file: consuming FileDescriptor, path: String, maximumBytes: Int
    ) throws(UnixError) -> [UInt8] {
        let status = try file.status()
        guard status.kind != .directory else { throw UnixError(EISDIR, unableTo: "read", path) }
        let tooLarge = UnixError(EFBIG, unableTo: "read", path, detail: "the file is larger than \(maximumBytes) bytes")
        guard status.size <= maximumBytes else { throw tooLarge }
        var content: [UInt8] = []
        // Files of /proc have a size of 0 and yet a content, and a file may grow while it is read: the end decides.
        var room = Int(clamping: status.size) + 1
        while true {
            let start = content.count
            let chunk = try readChunk(of: file, path, atMost: max(room, 4096))
            content.append(contentsOf: chunk)
            if content.count == start { return content }
            guard content.count <= maximumBytes else { throw tooLarge }
            room = 64 << 10
        }
    }

    private static func readChunk(
        of file: borrowing FileDescriptor, _ path: String, atMost count: Int
    ) throws(UnixError) -> [UInt8] {
        let number = file.rawValue
        var code: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let result = retryingInterrupts { Glibc.read(number, buffer.baseAddress, buffer.count) }
            if result < 0 { code = errno }
            filled = max(result, 0)
        }
        guard code == 0 else { throw UnixError(code, unableTo: "read", path) }
        return chunk
    }

    /// Replaces a file's content so that a reader sees the old or the new one, never a part.
    ///
    /// The content is written beside the file and renamed over it. A symbolic link at the path is replaced, not followed.
    ///
    /// - Parameters:
    ///   - path: The file's path; its directory must exist.
    ///   - bytes: The whole new content.
    ///   - mode: The permissions of the new file, whatever the process's umask.
    ///   - durable: True to have it on the disk before this returns, so that it outlives a loss of power.
    package static func writeAtomically(
        _ path: String, _ bytes: [UInt8], mode: mode_t = 0o644, durable: Bool = false
    ) throws(UnixError) {
        let (parent, name) = Path.split(path)
        guard !name.isEmpty, name != ".", name != ".." else {
            throw UnixError(EISDIR, unableTo: "write", path, detail: "the path does not name a file")
        }
        let directory = try FileDescriptor(opening: parent, flags: O_RDONLY | O_DIRECTORY)
        do throws(UnixError) {
            try AtomicWrite(mode: mode, durable: durable).write(bytes, to: name, in: directory)
        } catch {
            throw UnixError(error.code, unableTo: "write", path, detail: error.detail)
        }
    }

    /// Removes a file; one that does not exist is no error.
    package static func remove(_ path: String) throws(UnixError) {
        if unlink(path) != 0 && errno != ENOENT { throw .last(unableTo: "remove", path) }
    }
}
