import Glibc
import TestSupport
import Testing
import Unix

@Suite struct FileTests {
    @Test func readsWhatItIsSaidToAndNotMore() throws {
        let directory = try TemporaryDirectory()
        try directory.put("f", "12345")
        #expect(try File.read(directory.path("f"), maximumBytes: 5) == Array("12345".utf8))
        let error = try #require(throws: UnixError.self) { _ = try File.read(directory.path("f"), maximumBytes: 4) }
        #expect(error.code == EFBIG)
        #expect(error.description == "unable to read \"\(directory.path("f"))\": the file is larger than 4 bytes")
    }

    @Test func readsFilesWithoutASize() throws {
        #expect(try File.read("/proc/self/status").starts(with: Array("Name:".utf8)))
        let error = try #require(throws: UnixError.self) { _ = try File.read("/dev/zero", maximumBytes: 100_000) }
        #expect(error.code == EFBIG)
    }

    @Test func aDirectoryAndAMissingFileAreErrors() throws {
        let directory = try TemporaryDirectory()
        #expect(try #require(throws: UnixError.self) { _ = try File.read(directory.path) }.code == EISDIR)
        let missing = try #require(throws: UnixError.self) { _ = try File.read(directory.path("no")) }
        #expect(missing.isNotFound)
        #expect(missing.description == "unable to open \"\(directory.path("no"))\": No such file or directory")
    }

    @Test(arguments: [false, true]) func replacesAFileAtomically(durable: Bool) throws {
        let directory = try TemporaryDirectory()
        try directory.put("f", "old")
        let open = try FileDescriptor(opening: directory.path("f"), flags: O_RDONLY)
        try File.writeAtomically(directory.path("f"), Array("new".utf8), mode: 0o640, durable: durable)
        #expect(try directory.read("f") == "new")
        #expect(try FileStatus(of: directory.path("f")).permissions == 0o640)
        // Whoever had it open sees the old content whole.
        var buffer = [UInt8](repeating: 0, count: 10)
        let count = buffer.withUnsafeMutableBytes { read(open.rawValue, $0.baseAddress, $0.count) }
        #expect(buffer.prefix(count) == Array("old".utf8)[...])
        #expect(try directory.names == ["f"])
    }

    @Test func aFailedReplacementLeavesNothingBehind() throws {
        let directory = try TemporaryDirectory()
        try directory.makeDirectory("d")
        try directory.put("d/inside", "x")
        #expect(throws: UnixError.self) { try File.writeAtomically(directory.path("d"), [1]) }
        #expect(try directory.names == ["d/inside"])
        #expect(throws: UnixError.self) { try File.writeAtomically(directory.path("no/f"), [1]) }
        #expect(throws: UnixError.self) { try File.writeAtomically("", [1]) }
    }

    @Test func aSymbolicLinkIsReplacedNotFollowed() throws {
        let directory = try TemporaryDirectory()
        try directory.put("target", "precious")
        try directory.link("link", to: "target")
        try File.writeAtomically(directory.path("link"), Array("new".utf8))
        #expect(try directory.read("target") == "precious")
        #expect(try directory.read("link") == "new")
    }

    @Test(arguments: [
        ("a/b", "a", "b"), ("b", ".", "b"), ("/b", "/", "b"), ("/", "/", ""), ("a//b//", "a", "b"), ("", ".", ""),
        ("a/..", "a", ".."),
        ("ä/ö", "ä", "ö"),
    ])
    func splitsPaths(path: String, directory: String, name: String) {
        #expect(Path.split(path) == (directory, name))
    }

    @Test(arguments: [("a", "b", "a/b"), ("a/", "b", "a/b"), ("a", "/b", "/b"), ("", "b", "b"), ("/", "b", "/b")])
    func joinsPaths(directory: String, path: String, joined: String) {
        #expect(Path.join(directory, path) == joined)
    }
}
