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
        #if DEBUG
        let configuration = "debug"
        #else
        let configuration = "release"
        #endif
        let path = "\(root)/.build/\(configuration)/\(name)"
        guard (try? FileDescriptor(opening: path, flags: 0)) != nil else {
            throw TestError("\(path) is missing: build it with `swift build -c \(configuration)`")
        }
        return path
    }
}
