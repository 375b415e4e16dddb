import Events
import JSON

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
