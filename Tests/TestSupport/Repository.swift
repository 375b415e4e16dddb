import Glibc
import Unix

/// Where things are in this repository.
package enum Repository {
    /// The absolute path of its root.
    package static let root: String = {
        // This file is Tests/TestSupport/Repository.swift.
        var path = #filePath
        for _ in 0..<3 { path = Path.split(path).directory }
        return path
    }()

    /// The path of one of the programs as it was built with these tests.
    package static func program(_ name: String) throws -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { throw TestError("unable to tell where this program is") }
        let tests = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // The tests' own program may lie in a folder of the test library's; the programs beside the package's products.
        var directory = Path.split(tests).directory
        while directory != "/", access("\(directory)/\(name)", X_OK) != 0 { directory = Path.split(directory).directory }
        guard directory != "/" else { throw TestError("\(name) is not built: run `swift build --build-tests`") }
        return "\(directory)/\(name)"
    }
}
