import Glibc
import TestSupport
import Testing
import Unix

@Suite(.timeLimit(.minutes(5))) struct DirectoryWatcherTests {
    private func watch(_ paths: [String], recursive: Bool = false) throws -> DirectoryWatcher {
        try DirectoryWatcher(paths, recursive: recursive, quiet: .milliseconds(20), longest: .milliseconds(500))
    }

    /// Waits for a change that names `path`; one that began earlier may come before it.
    private func awaitChange(of path: String, by watcher: DirectoryWatcher) async {
        #expect(await watcher.first { $0.paths.contains(path) } != nil)
    }

    /// Waits to be told that anything may have changed.
    private func awaitSwap(by watcher: DirectoryWatcher) async {
        #expect(await watcher.first { !$0.isComplete } != nil)
    }

    @Test func filesThatComeChangeAndGoAreNoticed() async throws {
        let temporary = try TemporaryDirectory()
        try temporary.put("old", "1")
        let watcher = try watch([temporary.path])
        try temporary.put("new", "1")
        await awaitChange(of: temporary.path("new"), by: watcher)
        try temporary.append("old", "2")
        await awaitChange(of: temporary.path("old"), by: watcher)
        try File.remove(temporary.path("old"))
        await awaitChange(of: temporary.path("old"), by: watcher)
        try File.writeAtomically(temporary.path("new"), [2])
        await awaitChange(of: temporary.path("new"), by: watcher)
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
        let watcher = try watch([path])
        try temporary.makeDirectory("a")
        try temporary.makeDirectory("a/b")
        await awaitSwap(by: watcher)
        try temporary.put("a/b/f", "x")
        await awaitChange(of: "\(path)/f", by: watcher)
        try temporary.move("a", to: "elsewhere")
        await awaitSwap(by: watcher)
        try temporary.makeDirectory("a")
        try temporary.makeDirectory("a/b")
        await awaitSwap(by: watcher)
        try temporary.put("a/b/g", "x")
        await awaitChange(of: "\(path)/g", by: watcher)
    }

    @Test func aDirectoryMadeWhileTheWatchesArePlacedIsNotMissed() async throws {
        let temporary = try TemporaryDirectory()
        let watcher = try DirectoryWatcher([temporary.path("a/b/c")], quiet: .milliseconds(1), longest: .milliseconds(20))
        for round in 0..<300 {
            for path in ["a", "a/b", "a/b/c"] { try temporary.makeDirectory(path) }
            try temporary.put("a/b/c/f", "x")
            #expect(await watcher.first { !$0.isComplete || $0.paths.contains(temporary.path("a/b/c/f")) } != nil)
            try temporary.move("a", to: "gone\(round)")
            await awaitSwap(by: watcher)
        }
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
