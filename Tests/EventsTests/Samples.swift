import Events
import Glibc
import JSON
import Unix

/// Events and their parts that several tests need.
enum Samples {
    static let characters = ResourceReference(
        group: "stable.example.com", version: "v1", plural: "characters", kind: "Character", namespaced: true)

    static let owner = Owner(
        resource: characters, namespace: "park", name: "dolores", uid: "u-1", generation: 2, resourceVersion: "4711",
        applySet: Owner.ApplySet(
            id: "applyset-x-v1", tooling: "fairlead-park/1.0.0", groupKinds: ["ConfigMap", "Deployment.apps"],
            additionalNamespaces: ["stage"]),
        finalized: true)

    static func json(_ text: String) throws -> RawJSON { try RawJSON(validating: Array(text.utf8)) }

    static func parse(_ text: String) throws -> Event { try Event(parsing: Array(text.utf8)[...]) }

    /// An event of a key with a number in its data.
    static func event(_ number: Int, key: String? = "characters.stable.example.com/park/dolores", padding: Int = 0) -> Event {
        let data: JSONValue = ["number": .integer(Int64(number)), "padding": .string(String(repeating: "x", count: padding))]
        return Event(
            type: .change, id: "\(number)", source: "/fairlead/test/samples", time: "2026-01-02T03:04:05.000Z",
            partitionKey: key, data: RawJSON(data))
    }

    static func number(of event: Event) -> Int? {
        (try? event.data?.find("number"))??.integer.map { Int($0) }
    }

    static func sync(_ phase: Sync.Phase, _ scope: Sync.Scope = .all, count: Int = 0, _ resource: ResourceReference = characters)
        -> Event
    {
        Event(
            type: .sync, id: "s", source: "/fairlead/test/samples", time: "2026-01-02T03:04:05.000Z",
            data: Sync(phase: phase, resource: resource, count: count, scope: scope).encoded())
    }
}

/// A directory of one test's own.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/fairlead-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw UnixError(errno, unableTo: "make a temporary directory") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for entry in (try? Directory(path).entries()) ?? [] { try? File.remove(at(entry.path)) }
        rmdir(path)
    }

    /// A path below the directory.
    func at(_ name: String) -> String { "\(path)/\(name)" }

    func get(_ name: String) throws -> String { String(decoding: try File.read(at(name)), as: UTF8.self) }

    func append(_ name: String, _ text: String) throws {
        let file = try FileDescriptor(opening: at(name), flags: O_WRONLY | O_CREAT | O_APPEND, mode: 0o644)
        try file.write(all: Array(text.utf8))
    }
}

/// Random numbers that are the same on every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
