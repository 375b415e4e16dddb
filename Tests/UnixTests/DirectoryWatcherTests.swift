import Glibc
import TestSupport
import Testing
import Unix

@Suite(.timeLimit(.minutes(1))) struct DirectoryWatcherTests {
    private func watch(_ paths: [String], recursive: Bool = false) throws -> DirectoryWatcher {
        try DirectoryWatcher(paths, recursive: recursive, quiet: .milliseconds(20), longest: .milliseconds(500))
    }

    @Test func filesThatComeChangeAndGoAreNoticed() async throws {
        let temporary = try TemporaryDirectory()
        try temporary.put("old", "1")
        var changes = try watch([temporary.path]).makeAsyncIterator()
        try temporary.put("new", "1")
        #expect(await changes.next()?.paths == [temporary.path("new")])
        try temporary.append("old", "2")
        #expect(await changes.next()?.paths == [temporary.path("old")])
        try File.remove(temporary.path("old"))
        #expect(await changes.next() == DirectoryChange(paths: [temporary.path("old")], isComplete: true))
        try File.writeAtomically(temporary.path("new"), [2])
        #expect(await changes.next()?.paths.contains(temporary.path("new")) == true)
    }

    @Test func manyChangesAreToldAsOne() async throws {
        let temporary = try TemporaryDirectory()
        var changes = try watch([temporary.path]).makeAsyncIterator()
        for number in 0..<100 { try temporary.put("f\(number)", "x") }
        var told: Set<String> = []
        var count = 0
        while told.count < 100, let change = await changes.next() {
            told.formUnion(change.paths)
            count += 1
        }
        #expect(count < 10)
    }

    @Test func directoriesBelowAreWatchedAsTheyCome() async throws {
        let temporary = try TemporaryDirectory()
        var changes = try watch([temporary.path], recursive: true).makeAsyncIterator()
        try temporary.makeDirectory("a")
        #expect(await changes.next()?.paths == [temporary.path("a")])
        try temporary.makeDirectory("a/b")
        #expect(await changes.next()?.paths == [temporary.path("a/b")])
        try temporary.put("a/b/f", "x")
        #expect(await changes.next()?.paths == [temporary.path("a/b/f")])
    }

    @Test func aMountedConfigMapThatIsSwappedIsNoticed() async throws {
        let temporary = try TemporaryDirectory()
        // As the kubelet lays it out: the files are links through ..data to a directory with a time for its name.
        try temporary.makeDirectory("..2026_01")
        try temporary.put("..2026_01/a.tmpl", "one")
        try temporary.link("..data", to: "..2026_01")
        try temporary.link("a.tmpl", to: "..data/a.tmpl")
        var changes = try watch([temporary.path]).makeAsyncIterator()
        try temporary.makeDirectory("..2026_02")
        try temporary.put("..2026_02/a.tmpl", "two")
        try temporary.link("..data_tmp", to: "..2026_02")
        try temporary.move("..data_tmp", to: "..data")
        var told: Set<String> = []
        while !told.contains(temporary.path("..data")), let change = await changes.next() { told.formUnion(change.paths) }
        #expect(try temporary.read("a.tmpl") == "two")
    }

    @Test func aSwappedLinkOnTheWayIsNoticed() async throws {
        let temporary = try TemporaryDirectory()
        try temporary.makeDirectory("v1")
        try temporary.makeDirectory("v1/templates")
        try temporary.makeDirectory("v2")
        try temporary.makeDirectory("v2/templates")
        try temporary.link("..data", to: "v1")
        try temporary.link("templates", to: "..data/templates")
        var changes = try watch([temporary.path("templates")]).makeAsyncIterator()
        try temporary.link("next", to: "v2")
        try temporary.move("next", to: "..data")
        #expect(await changes.next() == DirectoryChange(paths: [], isComplete: false))
        try temporary.put("v2/templates/new", "x")
        #expect(await changes.next()?.paths == [temporary.path("templates/new")])
    }

    @Test func aDirectoryThatVanishesAndComesBackIsWatchedAgain() async throws {
        let temporary = try TemporaryDirectory()
        let path = temporary.path("a/b")
        var changes = try watch([path]).makeAsyncIterator()
        try temporary.makeDirectory("a")
        try temporary.makeDirectory("a/b")
        #expect(await changes.next()?.isComplete == false)
        try temporary.put("a/b/f", "x")
        #expect(await changes.next()?.paths == ["\(path)/f"])
        try temporary.move("a", to: "elsewhere")
        #expect(await changes.next()?.isComplete == false)
        try temporary.makeDirectory("a")
        try temporary.makeDirectory("a/b")
        #expect(await changes.next()?.isComplete == false)
        try temporary.put("a/b/g", "x")
        #expect(await changes.next()?.paths.contains("\(path)/g") == true)
    }

    @Test func neighboursAreNotToldOf() async throws {
        let temporary = try TemporaryDirectory()
        try temporary.makeDirectory("watched")
        var changes = try watch([temporary.path("watched")]).makeAsyncIterator()
        try temporary.put("neighbour", "x")
        try temporary.put("watched/f", "x")
        #expect(await changes.next() == DirectoryChange(paths: [temporary.path("watched/f")], isComplete: true))
    }

    @Test func stoppingAndCancellingEndTheSequence() async throws {
        let temporary = try TemporaryDirectory()
        let watcher = try watch([temporary.path])
        let waiting = Task { await watcher.first { _ in true } }
        watcher.stop()
        #expect(await waiting.value == nil)
        let other = try watch([temporary.path])
        let cancelled = Task { await other.first { _ in true } }
        cancelled.cancel()
        #expect(await cancelled.value == nil)
    }
}
