import Events
import JSON
import Logging
import Operations
import TestSupport
import Testing
import Unix

@testable import Watching

private func manifest(_ name: String, by author: String = "tolkien", more: String = "") -> String {
    """
    apiVersion: stable.example.com/v1
    kind: Character
    metadata: {name: \(name)\(more)}
    spec: {by: \(author)}

    """
}

@Suite(.timeLimit(.minutes(5))) struct DirectorySourceTests {
    private let outlet = Outlet(scopes: [], queue: OutgoingQueue())

    private func source(_ folder: TemporaryDirectory, once: Bool = false, filter: String? = nil) -> DirectorySource {
        DirectorySource(
            folder.path, rules: ObservationRules(annotation: filter), outlet: outlet, once: once,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, health: Health())
    }

    private func next(_ count: Int) async -> [String] {
        var lines: [String] = []
        while lines.count < count, let (item, _) = await outlet.queue.next() {
            switch item {
            case .sync(let resource, let mark): lines.append("\(mark) \(outlet.reference(of: resource)?.plural ?? "?")")
            case .capabilities: lines.append("capabilities")
            case .change(_, let telling):
                let author = telling.object.flatMap { try? $0.find("spec", "by") }?.string
                lines.append("\(telling.kind) \(telling.identity.key)" + (author.map { " by \($0)" } ?? ""))
            }
        }
        return lines
    }

    private func run(_ source: DirectorySource, _ body: () async throws -> Void) async throws {
        let work = Task { try? await source.run() }
        try await body()
        work.cancel()
        outlet.queue.finish()
        await work.value
    }

    @Test func theFilesAreToldAndThenWhatChangesInThem() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("a.yaml", manifest("thorin") + "---\n" + manifest("bilbo"))
        try folder.write("b.json", #"{"apiVersion":"stable.example.com/v1","kind":"Character","metadata":{"name":"smaug"}}"#)
        try folder.write("notes.txt", "not: [counted")
        try folder.write(".hidden.yaml", "not: [counted")
        try await run(source(folder)) {
            #expect(
                await next(5) == [
                    "started(all: true) characters", "added default/thorin by tolkien", "added default/bilbo by tolkien",
                    "added default/smaug", "completed(all: true, count: 3) characters",
                ])
            try folder.write("a.yaml", manifest("thorin", by: "christopher"))
            #expect(Set(await next(2)) == ["updated default/thorin by christopher", "deleted default/bilbo"])
            try folder.remove("b.json")
            #expect(await next(1) == ["deleted default/smaug"])
            try folder.write("c.yml", manifest("gollum", more: ", namespace: cave"))
            #expect(await next(1) == ["added cave/gollum by tolkien"])
        }
    }

    @Test func aBrokenEditKeepsTheLastGoodStateAndTheRestGoesOn() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("a.yaml", manifest("thorin"))
        try await run(source(folder)) {
            _ = await next(3)
            try folder.write("a.yaml", "kind: [")
            try folder.write("b.yaml", manifest("bilbo"))
            #expect(await next(1) == ["added default/bilbo by tolkien"])
            try folder.write("a.yaml", manifest("thorin", by: "christopher"))
            #expect(await next(1) == ["updated default/thorin by christopher"])
        }
    }

    @Test func aBracketIsNotOfAllWhileAFileCannotBeRead() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("a.yaml", manifest("thorin"))
        try folder.write("b.yaml", "kind: [")
        try await run(source(folder)) {
            #expect(
                await next(3) == [
                    "started(all: false) characters", "added default/thorin by tolkien",
                    "completed(all: false, count: 1) characters",
                ])
            try folder.write("b.yaml", manifest("bilbo"))
            #expect(
                await next(4) == [
                    "started(all: true) characters", "resynced default/thorin by tolkien", "added default/bilbo by tolkien",
                    "completed(all: true, count: 2) characters",
                ])
        }
    }

    @Test func aNewReaderIsToldEverything() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("a.yaml", manifest("thorin"))
        let source = source(folder)
        try await run(source) {
            _ = await next(3)
            outlet.restart(for: 2)
            source.relist(nil)
            #expect(
                await next(3) == [
                    "started(all: true) characters", "resynced default/thorin by tolkien",
                    "completed(all: true, count: 1) characters",
                ])
        }
    }

    @Test func aDefinitionAmongTheFilesSaysHowAKindIsCalled() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("a.yaml", "apiVersion: example.com/v1\nkind: Wolf\nmetadata: {name: fenrir}\n")
        try folder.write(
            "crd.yaml",
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: wolves.example.com}
            spec: {group: example.com, scope: Cluster, names: {kind: Wolf, plural: wolves}}
            """)
        try await source(folder, once: true).run()
        #expect(
            await next(3) == [
                "started(all: true) wolves", "added /fenrir", "completed(all: true, count: 1) wolves",
            ])
    }

    @Test func anObjectInTwoFilesIsTheFirstOnesAndThenTheOthers() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("a.yaml", manifest("thorin", by: "first"))
        try folder.write("b.yaml", manifest("thorin", by: "second"))
        try await run(source(folder)) {
            #expect(await next(3)[1] == "added default/thorin by first")
            try folder.remove("a.yaml")
            #expect(await next(1) == ["updated default/thorin by second"])
        }
    }

    @Test func theFilterHoldsForFilesToo() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("a.yaml", manifest("thorin", more: ", annotations: {managed: 'no'}"))
        try folder.write("b.yaml", manifest("bilbo"))
        try await run(source(folder, filter: "managed")) {
            #expect(await next(3)[1] == "added default/thorin by tolkien")
            try folder.write("a.yaml", manifest("thorin"))
            #expect(await next(1) == ["deleted default/thorin by tolkien"])
        }
    }

    @Test func theSameFilesGiveTheSameObjects() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("a.yaml", manifest("thorin"))
        var objects: [String?] = []
        for _ in 0..<2 {
            let outlet = Outlet(scopes: [], queue: OutgoingQueue())
            let source = DirectorySource(
                folder.path, rules: ObservationRules(), outlet: outlet, once: true,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, health: Health())
            try await source.run()
            _ = await outlet.queue.next()
            guard case .change(_, let telling)? = await outlet.queue.next()?.item else { break }
            objects.append(telling.object?.description)
        }
        #expect(objects.count == 2)
        #expect(objects.first == objects.last)
        #expect(objects.first??.contains(#""namespace":"default","uid":""#) == true)
    }

    @Test func onceWithAFileThatCannotBeReadTellsTheRestAndFails() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("a.yaml", manifest("thorin"))
        try folder.write("b.yaml", "kind: [")
        let source = source(folder, once: true)
        await #expect(throws: WatchingError.unreadableFiles(1)) { try await source.run() }
        #expect(await next(3).contains("added default/thorin by tolkien"))
    }

    @Test func onceWithoutTheDirectoryFails() async throws {
        let source = DirectorySource(
            "/nowhere/at/all", rules: ObservationRules(), outlet: outlet, once: true,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, health: Health())
        await #expect(throws: WatchingError.self) { try await source.run() }
    }
}
