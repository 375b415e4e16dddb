import Glibc
import TestSupport
import Testing
import Unix

@Suite struct DirectoryTests {
    @Test func writesReadsListsAndRemoves() throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(temporary.path("a/b/out"), create: true)
        #expect(try directory.write("ns/one.yaml", Array("1".utf8)))
        #expect(try directory.write("ns/one.yaml", Array("1".utf8)) == false)
        #expect(try directory.write("ns/one.yaml", Array("12".utf8)))
        #expect(try directory.write("two.yaml", Array("2".utf8), mode: 0o600))
        #expect(try directory.entries().map(\.path) == ["ns/one.yaml", "two.yaml"])
        #expect(try directory.entries(recursive: false).map(\.path) == ["two.yaml"])
        #expect(try directory.read("ns/one.yaml") == Array("12".utf8))
        #expect(try FileStatus(of: temporary.path("a/b/out/two.yaml")).permissions == 0o600)
        #expect(try directory.remove("ns/one.yaml"))
        #expect(try directory.remove("ns/one.yaml") == false)
        // The directory that was empty after that is gone as well, and the one that was opened is not.
        #expect(throws: UnixError.self) { _ = try FileStatus(of: temporary.path("a/b/out/ns")) }
        #expect(try directory.remove("two.yaml"))
        #expect(try FileStatus(of: temporary.path("a/b/out")).kind == .directory)
    }

    @Test(arguments: [
        "../x", "a/../../x", "/etc/x", "", ".", "..", "a//b", "a/", "a/./b", "a\0b", "a/\0", String(repeating: "n", count: 256),
    ])
    func noPathLeavesIt(path: String) throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(temporary.path("out"), create: true)
        #expect(throws: UnixError.self) { try directory.write(path, [1]) }
        #expect(throws: UnixError.self) { try directory.remove(path) }
        #expect(throws: UnixError.self) { _ = try directory.read(path) }
        #expect(try temporary.names == [])
    }

    @Test func noSymbolicLinkLeadsOutOfIt() throws {
        let temporary = try TemporaryDirectory()
        try temporary.makeDirectory("outside")
        try temporary.put("outside/f", "precious")
        let directory = try Directory(temporary.path("out"), create: true)
        try temporary.link("out/dir", to: "../outside")
        try temporary.link("out/file", to: "../outside/f")
        let error = try #require(throws: UnixError.self) { try directory.write("dir/f", Array("bad".utf8)) }
        #expect(error.description.hasSuffix("out/dir\": a part of the path is a symbolic link or not a directory"))
        #expect(throws: UnixError.self) { try directory.remove("dir/f") }
        #expect(throws: UnixError.self) { _ = try directory.read("dir/f") }
        #expect(throws: UnixError.self) { _ = try directory.read("file") }
        #expect(try directory.entries().map(\.path) == ["dir", "file"])
        // A link in a file's place is replaced.
        #expect(try directory.write("file", Array("good".utf8)))
        #expect(try temporary.read("outside/f") == "precious")
        #expect(try temporary.read("out/file") == "good")
        // A link that goes is only the link.
        #expect(try directory.remove("dir"))
        #expect(try temporary.read("outside/f") == "precious")
    }

    @Test func aDirectoryInAFilesPlaceIsAnError() throws {
        let temporary = try TemporaryDirectory()
        let directory = try Directory(temporary.path)
        try directory.write("d/f", [1])
        #expect(throws: UnixError.self) { try directory.write("d", [1]) }
        #expect(throws: UnixError.self) { try directory.write("d/f/g", [1]) }
        #expect(try temporary.names == ["d/f"])
    }

    @Test func whatIsNotADirectoryIsAnError() throws {
        let temporary = try TemporaryDirectory()
        try temporary.put("f", "x")
        #expect(throws: UnixError.self) { _ = try Directory(temporary.path("f")) }
        #expect(throws: UnixError.self) { _ = try Directory(temporary.path("f/g"), create: true) }
        #expect(throws: UnixError.self) { _ = try Directory(temporary.path("none")) }
    }
}
