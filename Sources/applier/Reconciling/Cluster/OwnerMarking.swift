import Events
import JSON
import Kubernetes

/// Writes the marks and the finalizer on an owner, and nothing else of it.
///
/// A merge patch with the resourceVersion that the marks were read at: it never makes an owner that is gone, and whoever else wrote
/// the owner meanwhile makes it read again. Watchers do not count marks as a change, so that it leads to no render.
struct OwnerMarking: Sendable {
    /// How often an owner that somebody else keeps writing is read again.
    private static let attempts = 5

    let cluster: Cluster
    let resource: APIResource
    let owner: Owner
    let identity: OwnerIdentity

    /// Reads the owner.
    ///
    /// - Throws: `ReconcilingError` where it is gone, or another one of the same name.
    func read() async throws(ReconcilingError) -> OwnerHead {
        guard let head = try await find() else {
            throw ReconcilingError(.notOurs("the owner \(owner.key) does not exist any more"))
        }
        guard head.uid == owner.uid else {
            throw ReconcilingError(.notOurs("the owner \(owner.key) was deleted, and another one has its name"))
        }
        return head
    }

    /// Reads what has the owner's name now; nil where nothing has.
    func find() async throws(ReconcilingError) -> OwnerHead? {
        let object: RawJSON?
        do throws(KubernetesError) {
            object = try await cluster.read(resource, namespace: owner.namespace, name: owner.name, metadataOnly: true)
        } catch {
            throw ReconcilingError(.refused("unable to read the owner \(owner.key): \(error.explanation)"))
        }
        return try object.map { (object) throws(ReconcilingError) in try decode(object) }
    }

    /// Refuses an owner whose inventory is somebody else's.
    func check(id: String?, marks: Marks?) throws(ReconcilingError) {
        if let id, !id.isEmpty, id != identity.applySet.id {
            throw ReconcilingError(
                .notOurs(
                    "the owner \(owner.key) bears the ApplySet id \"\(id)\", which is not its own (\"\(identity.applySet.id)\")"))
        }
        if let marks, !marks.tooling.isEmpty, Marks.tool(of: marks.tooling) != Marks.tool(of: cluster.settings.tooling) {
            throw ReconcilingError(
                .notOurs(
                    "the owner \(owner.key) is the parent of an ApplySet that \"\(marks.tooling)\" keeps; this applier is \"\(cluster.settings.tooling)\""
                ))
        }
    }

    /// Brings the record's marks to what `change` makes of them, if that is any different.
    ///
    /// - Parameters:
    ///   - record: What is known of the owner; afterwards what the API server answered.
    ///   - finalized: Whether our finalizer has to be on the owner.
    ///   - change: From the marks that are there to those that should be. It is asked again where the owner was read anew.
    func bring(_ record: inout OwnerRecord, finalized: Bool, change: (Marks?) -> Marks?) async throws(ReconcilingError) {
        guard !owner.uid.isEmpty, !cluster.settings.dryRun else { return }
        var head: OwnerHead?
        for _ in 0..<Self.attempts {
            let wanted = change(record.marks)
            let same = wanted.map { wanted in record.marks?.coversSame(as: wanted) ?? false } ?? true
            if same && record.finalized == finalized { return }
            // The owner's other finalizers have to be known to write ours, and nothing is patched blindly.
            if head == nil && (!record.verified || record.finalized != finalized || (record.resourceVersion ?? "").isEmpty) {
                head = try await refresh(&record)
                continue
            }
            let patch = patch(from: record, to: wanted ?? record.marks, finalizers: finalizers(head, finalized: finalized))
            let object: RawJSON?
            do throws(KubernetesError) {
                object = try await cluster.merge(resource, namespace: owner.namespace, name: owner.name, patch: patch)
            } catch {
                if error.isNotFound { throw ReconcilingError(.notOurs("the owner \(owner.key) does not exist any more")) }
                guard error.isConflict else {
                    throw ReconcilingError(.refused("unable to mark the owner \(owner.key): \(error.explanation)"))
                }
                object = nil
            }
            if let object { return adopt(try decode(object), into: &record) }
            head = try await refresh(&record)
        }
        throw ReconcilingError(.pending("the owner \(owner.key) changes too fast to be marked"))
    }

    private func refresh(_ record: inout OwnerRecord) async throws(ReconcilingError) -> OwnerHead {
        let head = try await read()
        try check(id: head.id, marks: head.marks)
        if record.marks == nil && head.marks != nil {
            // There was an inventory after all; what it has is not known yet.
            record.complete = false
        }
        adopt(head, into: &record)
        return head
    }

    private func adopt(_ head: OwnerHead, into record: inout OwnerRecord) {
        record.marks = head.marks
        record.resourceVersion = head.resourceVersion
        record.finalized = head.finalized
        record.verified = true
    }

    private func finalizers(_ head: OwnerHead?, finalized: Bool) -> [String]? {
        guard let head, head.finalized != finalized else { return nil }
        return finalized ? head.finalizers + [MarkNames.finalizer] : head.finalizers.filter { $0 != MarkNames.finalizer }
    }

    private func patch(from record: OwnerRecord, to marks: Marks?, finalizers: [String]?) -> [UInt8] {
        var metadata: JSONObject = ["uid": .string(owner.uid), "resourceVersion": .string(record.resourceVersion ?? "")]
        if let marks {
            metadata["labels"] = .object([MarkNames.id: .string(identity.applySet.id)])
            var annotations: JSONObject = [
                MarkNames.tooling: .string(cluster.settings.tooling), MarkNames.groupKinds: .string(marks.groupKindsText),
            ]
            if !marks.additionalNamespaces.isEmpty || !(record.marks?.additionalNamespaces.isEmpty ?? true) {
                annotations[MarkNames.additionalNamespaces] = .string(marks.namespacesText)
            }
            metadata["annotations"] = .object(annotations)
        }
        if let finalizers { metadata["finalizers"] = .array(finalizers.map(JSONValue.string)) }
        return JSONValue.object(["metadata": .object(metadata)]).serialized()
    }

    /// Takes our finalizer off the owner, and with `marks` the marks too. An owner that is gone is no error.
    func release(marks: Bool) async throws(ReconcilingError) {
        guard !owner.uid.isEmpty, !cluster.settings.dryRun else { return }
        for _ in 0..<Self.attempts {
            guard let head = try await find() else { return }
            guard head.uid == owner.uid, head.finalized || (marks && head.marks != nil) else { return }
            try check(id: head.id, marks: head.marks)
            var metadata: JSONObject = ["uid": .string(head.uid), "resourceVersion": .string(head.resourceVersion)]
            if head.finalized {
                metadata["finalizers"] = .array(
                    head.finalizers.filter { $0 != MarkNames.finalizer }.map(JSONValue.string))
            }
            if marks && head.marks != nil {
                metadata["labels"] = .object([MarkNames.id: .null])
                metadata["annotations"] = .object([
                    MarkNames.tooling: .null, MarkNames.groupKinds: .null, MarkNames.additionalNamespaces: .null,
                ])
            }
            do throws(KubernetesError) {
                _ = try await cluster.merge(
                    resource, namespace: owner.namespace, name: owner.name,
                    patch: JSONValue.object(["metadata": .object(metadata)]).serialized())
                return
            } catch {
                if error.isNotFound { return }
                guard error.isConflict else {
                    throw ReconcilingError(.refused("unable to release the owner \(owner.key): \(error.explanation)"))
                }
            }
        }
        throw ReconcilingError(.pending("the owner \(owner.key) changes too fast to be released"))
    }

    private func decode(_ object: RawJSON) throws(ReconcilingError) -> OwnerHead {
        do throws(JSONError) {
            return try OwnerHead(object)
        } catch {
            throw ReconcilingError(.refused("the API server's answer for the owner \(owner.key) is not valid: \(error)"))
        }
    }
}
