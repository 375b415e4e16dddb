import Events

/// What became of one object.
package struct ObjectOutcome: Sendable, Equatable {
    package typealias Action = ObjectResult.Action
    package typealias Result = ObjectResult.Outcome

    /// What the bundle calls it; for what no bundle names, its kind and name.
    package let label: String
    package let apiVersion: String
    package let key: ObjectKey
    package let action: Action
    package let result: Result
    /// Why it failed, or what is worth saying of a success.
    package let message: String?
    package let duration: Duration

    package init(
        label: String, apiVersion: String, key: ObjectKey, action: Action, result: Result, message: String? = nil,
        duration: Duration
    ) {
        self.label = label
        self.apiVersion = apiVersion
        self.key = key
        self.action = action
        self.result = result
        self.message = message
        self.duration = duration
    }

    /// The outcome as a result event tells it.
    package var told: ObjectResult {
        ObjectResult(
            name: label, apiVersion: apiVersion, kind: key.groupKind.kind, namespace: key.namespace, objectName: key.name,
            action: action, outcome: result, message: message, durationMilliseconds: duration.wholeMilliseconds)
    }

    /// What the object is called in messages: its key, or what the bundle calls it where it has none.
    package var title: String { key.groupKind.kind.isEmpty ? label : key.description }

    /// The outcome as kubectl would print it: `configmap/dory created`.
    package var spoken: String {
        let place = key.namespace.map { " in \($0)" } ?? ""
        switch result {
        case .failed: return "\(key.spoken)\(place) failed: \(message ?? "unknown")"
        default: return "\(key.spoken) \(result.rawValue)" + (message.map { " (\($0))" } ?? "")
        }
    }

    /// The failure of what is not even a manifest.
    static func unreadable(_ name: String, _ error: ReconcilingError) -> ObjectOutcome {
        ObjectOutcome(
            label: name, apiVersion: "", key: ObjectKey(groupKind: GroupKind(group: "", kind: ""), namespace: nil, name: name),
            action: .apply, result: .failed, message: error.description, duration: .zero)
    }
}
