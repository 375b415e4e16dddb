import Glibc

/// Files that a benchmark reads and writes.
package enum BenchmarkFile {
    /// A file that cannot be opened, read or written.
    package struct Failure: Error {
        let path: String

        package init(path: String) { self.path = path }
    }

    package static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "w") else { throw Failure(path: path) }
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else { throw Failure(path: path) }
    }

    package static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw Failure(path: path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { break }
            bytes += chunk.prefix(count)
        }
        return bytes
    }

    /// The lines of a file that are not empty.
    package static func lines(of path: String) throws -> [ArraySlice<UInt8>] {
        try read(path).split(separator: UInt8(ascii: "\n"))
    }
}
