import Glibc
import Unix

/// A directory of one test's own, removed with it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/fairlead-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw UnixError(errno, unableTo: "make a temporary directory") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        // The directories are removed as they are emptied.
        guard let directory = try? Directory(path), let entries = try? directory.entries() else { return }
        for entry in entries { _ = try? directory.remove(entry.path) }
        removeEmptyDirectories(path)
    }

    private func removeEmptyDirectories(_ path: String) {
        while let stream = opendir(path) {
            defer { closedir(stream) }
            var isEmptied = false
            while let entry = readdir(stream) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
                guard name != ".", name != ".." else { continue }
                removeEmptyDirectories("\(path)/\(name)")
                isEmptied = true
            }
            if rmdir(path) == 0 || !isEmptied { return }
        }
    }

    /// A path below the directory.
    func at(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file below the directory, as any program would.
    func put(_ name: String, _ text: String) throws {
        let file = try FileDescriptor(opening: at(name), flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644)
        try file.write(all: Array(text.utf8))
    }

    /// Adds to the end of a file.
    func append(_ name: String, _ text: String) throws {
        let file = try FileDescriptor(opening: at(name), flags: O_WRONLY | O_CREAT | O_APPEND, mode: 0o644)
        try file.write(all: Array(text.utf8))
    }

    func get(_ name: String) throws -> String { String(decoding: try File.read(at(name)), as: UTF8.self) }

    func makeDirectory(_ name: String) throws {
        guard mkdir(at(name), 0o755) == 0 else { throw UnixError(errno, unableTo: "make", name) }
    }

    func link(_ name: String, to target: String) throws {
        guard symlink(target, at(name)) == 0 else { throw UnixError(errno, unableTo: "link", name) }
    }

    func move(_ name: String, to other: String) throws {
        guard rename(at(name), at(other)) == 0 else { throw UnixError(errno, unableTo: "rename", name) }
    }

    /// The names of everything in the directory.
    var names: [String] {
        get throws { try Directory(path).entries(recursive: true).map(\.path) }
    }
}

/// A pipe's two ends.
func makePipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw UnixError(errno, unableTo: "make a pipe") }
    return (ends[0], ends[1])
}

/// Small random numbers that are the same on every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
