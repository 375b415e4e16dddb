import JSON

/// What came of one object of a bundle or of its inventory.
package struct ObjectResult: ObjectWritable, Sendable, Hashable {
    /// What was to be done.
    package enum Action: String, Sendable, Hashable, CaseIterable {
        /// To make it as the bundle has it.
        case apply
        /// To remove it, because the bundle no longer has it.
        case prune
        /// To remove it, because its owner is gone.
        case delete
    }

    /// What was done.
    package enum Outcome: String, Sendable, Hashable, CaseIterable {
        case created, configured, unchanged, pruned, deleted, failed
        /// It was to be removed, and stays because it says so; it belongs to nobody now.
        case kept
    }

    /// Its name within the bundle.
    package let name: String
    package let apiVersion: String
    package let kind: String
    package let namespace: String?
    /// Its `metadata.name`.
    package let objectName: String
    package let action: Action
    package let outcome: Outcome
    /// Why it failed, in the server's words.
    package let message: String?
    package let durationMilliseconds: Int64

    package init(
        name: String, apiVersion: String, kind: String, namespace: String?, objectName: String, action: Action,
        outcome: Outcome, message: String? = nil, durationMilliseconds: Int64
    ) {
        self.name = name
        self.apiVersion = apiVersion
        self.kind = kind
        self.namespace = namespace
        self.objectName = objectName
        self.action = action
        self.outcome = outcome
        self.message = message
        self.durationMilliseconds = durationMilliseconds
    }

    init(data: RawJSON) throws(EventError) {
        let fields = try PayloadFields(data)
        name = try fields.string("name")
        apiVersion = try fields.string("apiVersion")
        kind = try fields.string("kind")
        namespace = try fields.optionalString("namespace")
        objectName = try fields.string("objectName")
        action = try fields.word("action")
        outcome = try fields.word("outcome")
        message = try fields.optionalString("message")
        durationMilliseconds = try fields.optionalInteger("durationMilliseconds") ?? 0
    }

    package func write(to text: inout JSONObjectText) {
        text.append("name", name)
        text.append("apiVersion", apiVersion)
        text.append("kind", kind)
        text.append("namespace", namespace)
        text.append("objectName", objectName)
        text.append("action", action.rawValue)
        text.append("outcome", outcome.rawValue)
        text.append("message", message)
        text.append("durationMilliseconds", durationMilliseconds)
    }
}
