import Events
import JSON
import Kubernetes

/// Brings one object to what its manifest says, with the fewest requests that can be sure of it.
struct ObjectApply: Sendable {
    /// What became of it, and what is to be remembered.
    struct Applied: Sendable {
        let outcome: ObjectOutcome
        /// Nil where nothing may have come to be.
        let member: Member?
        /// The living object, where an answer had it.
        let object: RawJSON?
    }

    let cluster: Cluster
    let identity: OwnerIdentity
    let drift: Drift

    init(cluster: Cluster, identity: OwnerIdentity) {
        self.cluster = cluster
        self.identity = identity
        drift = Drift(manager: cluster.settings.fieldManager)
    }

    /// Applies an object.
    ///
    /// - Parameters:
    ///   - remembered: What this process last did with it; nil where it knows nothing.
    ///   - looking: Whether the object has to be read first, to see if it already is what it should be, or somebody else's.
    func apply(
        _ object: PreparedObject, as resource: APIResource, remembered: Member?, looking: Bool
    ) async -> Applied {
        let start = ContinuousClock.now
        func outcome(_ result: ObjectOutcome.Result, _ message: String? = nil) -> ObjectOutcome {
            ObjectOutcome(
                label: object.label, apiVersion: object.apiVersion, key: object.key, action: .apply, result: result,
                message: message, duration: ContinuousClock.now - start)
        }
        var member = remembered
        var version: String?
        do {
            if looking, let live = try await cluster.read(resource, namespace: object.key.namespace, name: object.key.name) {
                let head = try ObjectHead(live)
                if let refusal = refusal(head, object) {
                    return Applied(outcome: outcome(.failed, refusal), member: nil, object: nil)
                }
                if try isUnchanged(object, live) {
                    member = Member(uid: head.uid, digest: object.shortDigest)
                    return Applied(outcome: outcome(.unchanged), member: member, object: live)
                }
                member = Member(uid: head.uid, digest: nil)
                version = head.resourceVersion
            }
            // From here on the object may exist, whatever answer arrives.
            member = Member(uid: member?.uid, digest: nil)
            let response = try await cluster.apply(object, as: resource)
            let head = try ObjectHead(response.object)
            let result: ObjectOutcome.Result =
                response.created
                ? .created : version == head.resourceVersion && !cluster.settings.dryRun ? .unchanged : .configured
            return Applied(
                outcome: outcome(result, cluster.settings.dryRun ? "server dry run" : nil),
                member: Member(uid: head.uid, digest: object.shortDigest), object: response.object)
        } catch let error as KubernetesError {
            // What the server refused did not come to be.
            if remembered == nil && version == nil && error.status != nil && !error.isTransient { member = nil }
            return Applied(outcome: outcome(.failed, explain(error, object)), member: member, object: nil)
        } catch {
            return Applied(
                outcome: outcome(.failed, "the API server's answer is not valid: \(error)"), member: member, object: nil)
        }
    }

    private func isUnchanged(_ object: PreparedObject, _ live: RawJSON) throws(JSONError) -> Bool {
        let desired = try JSONValue(parsing: object.body)
        return drift.find(desired: desired, live: try live.value()) == nil
    }

    /// Why a living object may not be applied over; nil where it may.
    private func refusal(_ head: ObjectHead, _ object: PreparedObject) -> String? {
        if let partOf = head.partOf, partOf != identity.applySet.id {
            let owner = head.owner.map { " of \($0)" } ?? ""
            return "it already belongs to the ApplySet \"\(partOf)\"\(owner)"
        }
        if head.deleting { return "it is being deleted" }
        return nil
    }

    private func explain(_ error: KubernetesError, _ object: PreparedObject) -> String {
        guard error.isFieldManagerConflict, !cluster.settings.force else { return error.explanation }
        return "\(error.explanation); set forceConflicts to take these fields over"
    }
}
