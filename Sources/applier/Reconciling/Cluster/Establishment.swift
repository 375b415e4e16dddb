import JSON
import Kubernetes

/// Waits, for a bounded time, until what others need is there: namespaces active, definitions established, their kinds served.
struct Establishment: Sendable {
    let cluster: Cluster

    /// Waits for a namespace or a definition.
    ///
    /// - Parameter latest: The object as an answer had it.
    /// - Returns: Why it is not there; nil where it is.
    func wait(for object: PreparedObject, as resource: APIResource, latest: RawJSON?) async -> String? {
        guard !cluster.settings.dryRun else { return nil }
        let deadline = ContinuousClock.now + cluster.settings.patience
        var pause = Duration.milliseconds(20)
        var current = latest
        while true {
            do {
                if let current, let problem = try Self.problem(object.key.groupKind.kind, current) {
                    guard ContinuousClock.now + pause < deadline else { return problem }
                } else if current != nil {
                    return nil
                }
                try await Task.sleep(for: pause)
                pause = min(pause * 2, .milliseconds(500))
                current = try await cluster.read(resource, namespace: object.key.namespace, name: object.key.name)
                if current == nil { return "it was deleted again" }
            } catch let error as KubernetesError {
                return error.explanation
            } catch {
                return "waiting for it was interrupted: \(error)"
            }
        }
    }

    /// The resource of a kind that was just defined: discovery needs a moment to show it.
    func resource(for manifest: Manifest) async throws(KubernetesError) -> APIResource {
        let deadline = ContinuousClock.now + cluster.settings.patience
        var pause = Duration.milliseconds(50)
        while true {
            do throws(KubernetesError) {
                return try await cluster.kinds.resource(for: manifest)
            } catch {
                guard error.isUnknownKind, ContinuousClock.now + pause < deadline else { throw error }
                do { try await Task.sleep(for: pause) } catch { throw KubernetesError("wait for \(manifest.kind)", .cancelled) }
                pause = min(pause * 2, .seconds(1))
            }
        }
    }

    /// What keeps an object from being used; nil where it can be.
    static func problem(_ kind: String, _ object: RawJSON) throws(JSONError) -> String? {
        if kind == "Namespace" {
            return try object.find("status", "phase")?.string == "Terminating" ? "the namespace is being deleted" : nil
        }
        let conditions = try object.find("status", "conditions")?.value().arrayValue ?? []
        func holds(_ type: String) -> JSONValue? {
            conditions.first { $0["type"]?.stringValue == type }
        }
        if let names = holds("NamesAccepted"), names["status"]?.stringValue == "False" {
            return "the definition's names are not accepted: \(names["message"]?.stringValue ?? "")"
        }
        return holds("Established")?["status"]?.stringValue == "True" ? nil : "the definition is not established yet"
    }
}
