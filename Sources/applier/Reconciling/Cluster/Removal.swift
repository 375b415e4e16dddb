import Events
import JSON
import Kubernetes

/// Deletes members of an owner, the reverse of the order in which they were applied, and only those that still are its own.
///
/// What Helm's `helm.sh/resource-policy: keep` is on stays: it leaves the inventory, and bears no marks of it any more.
struct Removal: Sendable {
    let cluster: Cluster
    let identity: OwnerIdentity
    /// Whether a bundle no longer has them, or their owner is gone.
    let action: ObjectOutcome.Action

    /// Deletes members; those that are gone leave the record.
    func remove(_ keys: [ObjectKey], from record: inout OwnerRecord) async -> [ObjectOutcome] {
        let keys = keys.sorted()
        let tiers = KindOrder.tiers(keys.map(\.groupKind)).reversed()
        var outcomes: [ObjectOutcome] = []
        for (position, (_, indices)) in tiers.enumerated() {
            let members = indices.reversed().map { (keys[$0], record.members[keys[$0]]) }
            let removed = await remove(members)
            var deleting: [(ObjectKey, String)] = []
            for item in removed {
                outcomes.append(item.outcome)
                guard item.outcome.result != .failed else { continue }
                if !cluster.settings.dryRun { record.members[item.outcome.key] = nil }
                if let uid = item.lingering { deleting.append((item.outcome.key, uid)) }
            }
            // What comes next would pull the ground from under what is not gone yet, or its deletion would never end.
            guard !outcomes.contains(where: { $0.result == .failed }) else { break }
            if position < tiers.count - 1, let problem = await wait(deleting) {
                outcomes.append(problem)
                record.members[problem.key] = Member()
                break
            }
        }
        return outcomes
    }

    private struct Removed: Sendable {
        let outcome: ObjectOutcome
        /// The uid of an object that is on its way out but still there.
        var lingering: String?
    }

    private func remove(_ members: [(ObjectKey, Member?)]) async -> [Removed] {
        await withTaskGroup(of: (Int, Removed).self) { group in
            for (index, (key, _)) in members.enumerated() { group.addTask { (index, await remove(key)) } }
            var results: [(Int, Removed)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func remove(_ key: ObjectKey) async -> Removed {
        let start = ContinuousClock.now
        var apiVersion = ""
        func outcome(_ result: ObjectOutcome.Result, _ message: String? = nil) -> ObjectOutcome {
            ObjectOutcome(
                label: key.description, apiVersion: apiVersion, key: key, action: action, result: result, message: message,
                duration: ContinuousClock.now - start)
        }
        let done: ObjectOutcome.Result = action == .prune ? .pruned : .deleted
        do {
            guard let resource = try await cluster.kinds.resource(for: key.groupKind) else {
                return Removed(outcome: outcome(done, "its kind is no longer served"))
            }
            apiVersion = resource.apiVersion
            // Two rounds: an object that was replaced between the read and the deletion is looked at again.
            for _ in 0..<2 {
                guard let live = try await cluster.read(resource, namespace: key.namespace, name: key.name, metadataOnly: true)
                else {
                    return Removed(outcome: outcome(done, "it was already gone"))
                }
                let head = try ObjectHead(live)
                guard head.partOf == identity.applySet.id else {
                    return Removed(outcome: outcome(.unchanged, "it is left alone: it no longer belongs to this ApplySet"))
                }
                if head.isKept, !head.deleting {
                    if try await release(resource, key, head) { return Removed(outcome: outcome(.kept, Self.keptMessage)) }
                    continue
                }
                if cluster.settings.dryRun { return Removed(outcome: outcome(done, "server dry run")) }
                if head.deleting {
                    return Removed(outcome: outcome(done, "it was already being deleted"), lingering: head.uid)
                }
                do throws(KubernetesError) {
                    switch try await cluster.delete(resource, namespace: key.namespace, name: key.name, uid: head.uid) {
                    case .deleted, .absent: return Removed(outcome: outcome(done))
                    case .deleting: return Removed(outcome: outcome(done), lingering: head.uid)
                    }
                } catch {
                    guard error.isConflict else { throw error }
                }
            }
            return Removed(outcome: outcome(.failed, "it is replaced again and again"))
        } catch let error as KubernetesError {
            return Removed(outcome: outcome(.failed, error.explanation))
        } catch {
            return Removed(outcome: outcome(.failed, "the API server's answer is not valid: \(error)"))
        }
    }

    private static let keptMessage = "it stays, as its annotation \(MarkNames.resourcePolicy) says"

    /// Takes the marks from an object that stays, and what says that it goes with its owner.
    ///
    /// - Returns: False where it has changed meanwhile.
    private func release(_ resource: APIResource, _ key: ObjectKey, _ head: ObjectHead) async throws -> Bool {
        if cluster.settings.dryRun { return true }
        var metadata: JSONObject = [
            "uid": .string(head.uid), "resourceVersion": .string(head.resourceVersion),
            "labels": [MarkNames.partOf: nil, MarkNames.pipeline: nil],
            "annotations": [MarkNames.owner: nil, MarkNames.digest: nil],
        ]
        if let references = try head.ownerReferences?.value().arrayValue {
            metadata["ownerReferences"] = .array(references.filter { $0["uid"]?.stringValue != identity.uid })
        }
        let patch: JSONValue = ["metadata": .object(metadata)]
        do throws(KubernetesError) {
            _ = try await cluster.merge(resource, namespace: key.namespace, name: key.name, patch: patch.serialized())
            return true
        } catch {
            if error.isConflict || error.isNotFound { return false }
            throw error
        }
    }

    /// Waits until objects are really gone, for a bounded time; what is still there then, as a failure.
    private func wait(_ objects: [(ObjectKey, String)]) async -> ObjectOutcome? {
        let start = ContinuousClock.now
        for (key, uid) in objects {
            var pause = Duration.milliseconds(50)
            while true {
                do {
                    guard let resource = try await cluster.kinds.resource(for: key.groupKind),
                        let live = try await cluster.read(resource, namespace: key.namespace, name: key.name, metadataOnly: true),
                        try ObjectHead(live).uid == uid
                    else { break }
                    guard ContinuousClock.now - start < cluster.settings.patience else {
                        return ObjectOutcome(
                            label: key.description, apiVersion: resource.apiVersion, key: key, action: action, result: .failed,
                            message: "it is still being deleted", duration: ContinuousClock.now - start)
                    }
                    try await Task.sleep(for: pause)
                    pause = min(pause * 2, .seconds(1))
                } catch {
                    return ObjectOutcome(
                        label: key.description, apiVersion: "", key: key, action: action, result: .failed,
                        message: "unable to see whether it is gone: \(error)", duration: ContinuousClock.now - start)
                }
            }
        }
        return nil
    }
}
