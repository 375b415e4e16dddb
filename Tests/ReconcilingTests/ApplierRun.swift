import Events
import Glibc
import JSON
import TestSupport
import Unix

/// The real applier program on a reef, with events on its standard input and its results in a file.
final class ApplierRun {
    private let directory: TemporaryDirectory
    private let composer: EventComposer
    private let child: ChildProcess
    private var input: FileDescriptor?

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - arguments: Flags beside those that name the pipeline and the cluster.
    ///   - kubeconfig: Another one than the reef's.
    init(_ reef: Reef, _ arguments: [String] = [], kubeconfig: String? = nil) throws {
        Unix.Process.ignoreBrokenPipes()
        directory = try TemporaryDirectory()
        composer = EventComposer(program: "renderer", pipeline: reef.namespace)
        let pipe = try makePipe()
        input = FileDescriptor(owning: pipe.writing)
        child = try ChildProcess(
            try Repository.program("applier"), Self.flags(reef, kubeconfig: kubeconfig) + arguments,
            input: .descriptor(pipe.reading), output: .file(directory.path("results.ndjson")),
            error: .file(directory.path("log")))
    }

    /// The flags that name the pipeline and the cluster.
    static func flags(_ reef: Reef, kubeconfig: String? = nil) -> [String] {
        ["--pipeline", reef.namespace, "--kubeconfig", kubeconfig ?? reef.cluster.kubeconfig, "--log-level", "debug"]
    }

    /// Lines of events, one for each payload.
    static func lines(_ payloads: [any EventPayload], _ composer: EventComposer) -> [UInt8] {
        payloads.flatMap { payload -> [UInt8] in
            let key = (payload as? Bundle)?.owner.key ?? (payload as? Teardown)?.owner.key
            let event = composer.event(type(of: payload).eventType, partitionKey: key, data: payload.encoded())
            return event.line + [UInt8(ascii: "\n")]
        }
    }

    /// Sends events.
    func send(_ payloads: any EventPayload...) throws { try send(payloads) }

    /// Sends events.
    func send(_ payloads: [any EventPayload]) throws {
        try input?.write(all: Self.lines(payloads, composer))
    }

    /// Ends the program's input.
    func endInput() { input = nil }

    /// Sends the program a signal.
    func signal(_ signal: Int32) { child.kill(signal) }

    /// How the program ended, waiting for it for so long.
    func ended(within seconds: Double = 60) async throws -> ChildProcess.Exit {
        do {
            return try await child.ended(within: seconds)
        } catch {
            throw TestError("\(error)\n\(log)")
        }
    }

    /// What the program has said on standard error.
    var log: String { (try? directory.read("log")) ?? "" }

    /// The lines that the program has written so far.
    func output() throws -> [UInt8] { try File.read(directory.path("results.ndjson"), maximumBytes: 1 << 30) }

    /// The events that the program has told so far.
    func events() throws -> [Event] { try Self.events(try output()) }

    /// The results that the program has told so far.
    func results() throws -> [ResultData] {
        try events().filter { $0.type == .result }.map { try ResultData(of: $0) }
    }

    /// The results of an owner so far.
    func results(of owner: Owner) throws -> [ResultData] { try results().filter { $0.owner.key == owner.key } }

    /// The events of whole lines.
    static func events(_ bytes: [UInt8]) throws -> [Event] {
        // The last piece is empty, or a line that is still being written.
        try bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().map { try Event(parsing: $0) }
    }
}
