import Events
import Glibc
import JSON
import Logging
import TestSupport
import Testing
import Unix
import YAML

@testable import Reconciling

@Suite(.timeLimit(.minutes(5))) struct DirectoryTargetTests {
    private let directory: TemporaryDirectory
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws { directory = try TemporaryDirectory() }

    private func target(dryRun: Bool = false) throws -> DirectoryTarget {
        try DirectoryTarget(path: directory.path, pipeline: "test", dryRun: dryRun, logger: logger)
    }

    private func files() throws -> [String] {
        try Directory(directory.path).entries().map(\.path)
    }

    private func outcomes(_ report: Report) -> [String] {
        report.objects.map { "\($0.key) \($0.result.rawValue)" }
    }

    @Test func writesOneFileAnObjectAndPrunesWhatABundleNoLongerHas() async throws {
        let target = try target()
        let first = await target.apply(
            Fixture.bundle(
                Fixture.owner(), Fixture.configMap("a"), Fixture.configMap("b", namespace: "other"),
                ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "reef"]]))
        #expect(outcomes(first) == ["ConfigMap/default/a created", "ConfigMap/other/b created", "Namespace/reef created"])
        #expect(try files() == ["_cluster/Namespace/reef.yaml", "default/ConfigMap/a.yaml", "other/ConfigMap/b.yaml"])
        let second = await target.apply(Fixture.bundle(Fixture.owner(), Fixture.configMap("a", ["color": "red"])))
        #expect(
            outcomes(second) == [
                "ConfigMap/default/a configured", "ConfigMap/other/b pruned", "Namespace/reef pruned",
            ])
        #expect(try files() == ["default/ConfigMap/a.yaml"])
        let value = try YAML.document(File.read("\(directory.path)/default/ConfigMap/a.yaml")).value
        #expect(value["data"] == ["color": "red"])
        #expect(value["metadata"]?["annotations"]?["fairlead.dev/owner"] == "characters.stable.example.com/default/dory")
    }

    @Test func anUnchangedFileIsNotWrittenAlsoByTheNextRun() async throws {
        let bundle = Fixture.bundle(Fixture.owner(), Fixture.configMap("a"))
        _ = await (try target()).apply(bundle)
        let before = try FileStatus(of: "\(directory.path)/default/ConfigMap/a.yaml")
        #expect(outcomes(await (try target()).apply(bundle)) == ["ConfigMap/default/a unchanged"])
        let after = try FileStatus(of: "\(directory.path)/default/ConfigMap/a.yaml")
        #expect(before == after)
    }

    @Test func theNextRunFindsItsInventoryInTheFiles() async throws {
        _ = await (try target()).apply(Fixture.bundle(Fixture.owner(), Fixture.configMap("a"), Fixture.configMap("b")))
        let pruned = await (try target()).apply(Fixture.bundle(Fixture.owner(), Fixture.configMap("b")))
        #expect(outcomes(pruned) == ["ConfigMap/default/b unchanged", "ConfigMap/default/a pruned"])
        let orphans = await (try target()).orphans(of: Fixture.characters) { _ in false }
        #expect(orphans.map(\.key) == ["characters.stable.example.com/default/dory"])
        let report = await (try target()).tearDownOrphan(try #require(orphans.first))
        #expect(outcomes(report) == ["ConfigMap/default/b deleted"])
        #expect(try files() == [])
    }

    @Test func nothingLeavesTheDirectoryWhateverAnObjectIsCalled() async throws {
        let outside = try TemporaryDirectory()
        let names = [
            "../../escape", "..", ".", "/etc/passwd", "a/b", ".hidden", "a\0b", "a\nb", "~", "\u{202E}x", "..\\..\\x",
            String(repeating: "é", count: 4000), outside.path("x"),
        ]
        let written = await (try target()).apply(
            Fixture.bundle(Fixture.owner(), names.map { Fixture.configMap($0, namespace: "../\($0)") }))
        #expect(!written.failed, "\(written)")
        #expect(try files().count == names.count)
        #expect(try files().allSatisfy { $0.split(separator: "/").count == 3 })
        // The next run finds them all, and removes them.
        let report = await (try target()).tearDown(Teardown(owner: Fixture.owner(), reason: .deleted))
        #expect(report.objects.count == names.count)
        #expect(try files().isEmpty)
        #expect(try Directory(outside.path).entries().isEmpty)
    }

    @Test(arguments: ["default", "default/ConfigMap", "default/ConfigMap/a.yaml"])
    func symbolicLinksAreNotFollowed(place: String) async throws {
        let outside = try TemporaryDirectory()
        let kept = place.hasSuffix(".yaml") ? try outside.write("kept", "theirs") : outside.path
        let target = try target()
        _ = await target.apply(Fixture.bundle(Fixture.owner("b"), Fixture.configMap("b", namespace: "default")))
        if place.hasSuffix("default") { #expect(rename(directory.path("default"), directory.path("moved")) == 0) }
        if place.hasSuffix("Map") { #expect(rename(directory.path("default/ConfigMap"), directory.path("moved")) == 0) }
        #expect(symlink(kept, directory.path(place)) == 0)
        let report = await target.apply(Fixture.bundle(Fixture.owner(), Fixture.configMap("a")))
        #expect(report.failed)
        #expect(report.summary?.contains("symbolic link") == true, "\(report)")
        let entries = try Directory(outside.path).entries().map(\.path)
        #expect(entries == (kept == outside.path ? [] : ["kept"]))
        if kept != outside.path { #expect(try outside.read("kept") == "theirs") }
    }

    @Test func whoReadsAFileSeesAllOfOneVersion() async throws {
        let target = try target()
        func bundle(_ letter: String) -> Bundle {
            Fixture.bundle(Fixture.owner(), Fixture.configMap("a", ["text": String(repeating: letter, count: 300_000)]))
        }
        _ = await target.apply(bundle("x"))
        let path = directory.path("default/ConfigMap/a.yaml")
        let writer = Task {
            for round in 0..<100 { _ = await target.apply(bundle(round.isMultiple(of: 2) ? "y" : "x")) }
        }
        for _ in 0..<100 {
            let text = try YAML.document(File.read(path)).value["data"]?["text"]?.stringValue ?? ""
            #expect(text.utf8.count == 300_000)
            #expect(Set(text.utf8).count == 1)
            await Task.yield()
        }
        await writer.value
        #expect(try files() == ["default/ConfigMap/a.yaml"])
    }

    @Test func filesOfOthersAreLeftAlone() async throws {
        let tree = try Directory(directory.path)
        try tree.write("default/ConfigMap/a.yaml", Array("apiVersion: v1\n".utf8))
        try tree.write("notes.yaml", Array("- not: an object\n".utf8))
        let report = await (try target()).apply(Fixture.bundle(Fixture.owner(), Fixture.configMap("a")))
        #expect(
            report.summary
                == #"ConfigMap/default/a apply failed: the file "default/ConfigMap/a.yaml" was not written by this pipeline"#)
        #expect(try File.read("\(directory.path)/default/ConfigMap/a.yaml") == Array("apiVersion: v1\n".utf8))
    }

    @Test func twoOwnersDoNotWriteTheSameFile() async throws {
        let target = try target()
        _ = await target.apply(Fixture.bundle(Fixture.owner(), Fixture.configMap("a")))
        let report = await target.apply(Fixture.bundle(Fixture.owner("nemo"), Fixture.configMap("a")))
        #expect(report.objects.first?.message == "it already belongs to characters.stable.example.com/default/dory")
    }

    @Test func nothingIsPrunedWhileSomethingFails() async throws {
        let target = try target()
        _ = await target.apply(Fixture.bundle(Fixture.owner(), Fixture.configMap("a")))
        let report = await target.apply(Fixture.bundle(Fixture.owner(), ["kind": "Broken"]))
        #expect(report.failed)
        #expect(try files() == ["default/ConfigMap/a.yaml"])
    }

    @Test func aDryRunWritesNothing() async throws {
        let report = await (try target(dryRun: true)).apply(Fixture.bundle(Fixture.owner(), Fixture.configMap("a")))
        #expect(outcomes(report) == ["ConfigMap/default/a created"])
        #expect(try files() == [])
    }

    @Test func secretsAreForTheOwnersEyes() async throws {
        _ = await (try target()).apply(
            Fixture.bundle(
                Fixture.owner(), ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s"], "stringData": ["a": "b"]]))
        var status = stat()
        #expect(lstat("\(directory.path)/default/Secret/s.yaml", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }
}
