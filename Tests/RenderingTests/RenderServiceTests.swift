import Events
import Glibc
import JSON
import Operations
import TestSupport
import Testing
import Unix

@testable import Rendering

/// The renderer's work from a file of changes to an output that comes to an end before they do.
@Suite(.timeLimit(.minutes(5))) struct RenderServiceTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("templates/a.tmpl", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .metadata.name }}}\n")
        let resource = ResourceReference(group: "g", version: "v1", plural: "things", kind: "Thing", namespaced: true)
        let composer = EventComposer(program: "watcher", pipeline: "p")
        // More than what has a place, and than what waits to be written.
        let lines = (0..<2000).map { index in
            let object: JSONValue = ["metadata": ["name": .string("thing-\(index)"), "namespace": "n"]]
            let change = Change(kind: .added, resource: resource, object: RawJSON(object))
            return composer.event(.change, data: change.encoded()).description + "\n"
        }
        try folder.write("changes", lines.joined())
    }

    private func run(writingTo output: String) async throws {
        let renderer = try GoTemplateRenderer(directory: folder.path("templates"))
        let service = RenderService(
            stage: try RenderStage(
                renderer: renderer, composer: EventComposer(program: "renderer", pipeline: "p"),
                temporaryDirectory: folder.path),
            source: try EventSource(.file(folder.path("changes"))), sink: try EventSink(.file(output)), templates: nil,
            health: Health(), logger: RecordedLog().logger)
        try await service.run(shutdown: Shutdown())
    }

    @Test func everyChangeIsAnsweredInItsOrder() async throws {
        try await run(writingTo: folder.path("bundles"))
        let lines = try folder.read("bundles").split(separator: "\n")
        let names = try lines.map { try Event(parsing: Array($0.utf8)[...]).partitionKey }
        #expect(names == (0..<2000).map { "things.g/n/thing-\($0)" })
    }

    @Test func aReaderThatLeavesEndsTheWork() async throws {
        let path = folder.path("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        async let ended: Void = run(writingTo: path)
        try await eventually("the first bundle") {
            var byte: UInt8 = 0
            return read(reader, &byte, 1) == 1
        }
        close(reader)
        try await ended
    }

    @Test func anOutputThatTakesNoMoreIsAnError() async throws {
        await #expect(throws: LinkError.self) { try await run(writingTo: "/dev/full") }
    }
}
