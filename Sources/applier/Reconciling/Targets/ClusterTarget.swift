import Events
import Kubernetes
import Logging

/// A cluster as the target: server-side apply, with an ApplySet for each owner.
package struct ClusterTarget: Target {
    private let cluster: Cluster
    private let inventory = Inventory()
    private let members: MemberIndex
    private let recorded = RecordedKinds()
    private let marked: MarkedOwners
    private let claims: Claims
    private let hunt: OrphanHunt

    package init(_ cluster: Cluster) {
        self.cluster = cluster
        members = MemberIndex(cluster: cluster)
        marked = MarkedOwners(cluster: cluster, recorded: recorded)
        claims = Claims(cluster: cluster, inventory: inventory, members: members)
        hunt = OrphanHunt(cluster: cluster)
    }

    package func apply(_ bundle: Bundle) async -> Report {
        let owner = bundle.owner
        do throws(ReconcilingError) {
            let marking = self.marking(of: owner)
            var record = try await record(of: owner, marking)
            let apply = BundleApply(
                cluster: cluster, inventory: inventory, members: members, claims: claims, bundle: bundle, owner: owner,
                identity: marking.identity, marking: marking, recorded: recorded)
            var report = await apply.run(&record)
            report.owesMarks = record.owesMarks
            inventory.store(record, of: owner.key)
            return report
        } catch {
            return Report(failure: error.description)
        }
    }

    package func mark(_ owner: Owner) async -> Report {
        guard var record = inventory.record(of: owner.key), record.owesMarks else { return Report(isSilent: true) }
        let marking = self.marking(of: owner)
        let all = Marks(tooling: cluster.settings.tooling, of: record.members.keys, home: owner.namespace)
        do throws(ReconcilingError) {
            try await marking.bring(&record, finalized: record.finalized) { marks in marks?.widened(by: all) ?? all }
            record.owesMarks = false
            inventory.store(record, of: owner.key)
            return Report(isSilent: true)
        } catch {
            // An owner that is gone meanwhile needs none: its deletion is about to be told.
            if let head = try? await marking.find(), head.uid == owner.uid { return Report(failure: error.description) }
            return Report(isSilent: true)
        }
    }

    package func tearDown(_ teardown: Teardown) async -> Report {
        let owner = teardown.owner
        do throws(ReconcilingError) {
            let identity = OwnerIdentity(owner)
            var record = try await remembered(teardown)
            try await Membership(cluster: cluster, members: members, owner: owner, identity: identity).completeIfNeeded(&record)
            let keys = Array(record.members.keys)
            var report = Report()
            report.objects = await Removal(cluster: cluster, identity: identity, action: .delete).remove(keys, from: &record)
            inventory.store(record, of: owner.key)
            guard !report.failed else { return report }
            switch teardown.reason {
            case .deleted:
                // An owner that bears our finalizer is not gone: nobody told why it is out of the watcher's sight.
                if record.finalized { try await marking(of: owner).release(marks: true) }
                inventory.forget(owner.key)
            case .deleting:
                // The record stays, empty, so that the deletion itself finds nothing left to do.
                record.finalized = false
                try await marking(of: owner).release(marks: false)
                inventory.store(record, of: owner.key)
                inventory.giveUpClaims(of: owner.key, besides: [])
            case .filtered:
                try await marking(of: owner).release(marks: true)
                inventory.forget(owner.key)
            }
            return report
        } catch {
            return Report(failure: error.description)
        }
    }

    package func orphans(of resource: ResourceReference, told: @Sendable @escaping (String) -> Bool) async -> [Owner] {
        // Every owner was told: what was read for the first of them is of no more use.
        members.clear()
        if let resource = try? await cluster.kinds.resource(
            group: resource.group, version: resource.version, plural: resource.plural)
        {
            marked.settle(resource)
        }
        return await hunt.orphans(of: resource, told: told)
    }

    package func tearDownOrphan(_ owner: Owner) async -> Report {
        do throws(ReconcilingError) {
            guard try await !exists(owner) else {
                cluster.logger.info(
                    "an owner that was not told of still exists, its objects are left alone", metadata: ["owner": "\(owner.key)"])
                return Report(isSilent: true)
            }
            return await tearDown(Teardown(owner: owner, reason: .deleted))
        } catch {
            return Report(failure: error.description)
        }
    }

    private func exists(_ owner: Owner) async throws(ReconcilingError) -> Bool {
        do throws(KubernetesError) {
            let resource = try await cluster.kinds.resource(group: owner.group, version: owner.version, plural: owner.plural)
            return try await cluster.read(resource, namespace: owner.namespace, name: owner.name, metadataOnly: true) != nil
        } catch {
            // Where the owner's kind is not served, there is no owner.
            if error.isUnknownKind { return false }
            throw ReconcilingError(.refused("unable to see whether \(owner.key) still exists: \(error.explanation)"))
        }
    }

    private func marking(of owner: Owner) -> OwnerMarking {
        let resource = APIResource(
            group: owner.group, version: owner.version, plural: owner.plural, kind: owner.kind, namespaced: owner.namespaced)
        return OwnerMarking(cluster: cluster, resource: resource, owner: owner, identity: OwnerIdentity(owner))
    }

    /// What is known of an owner before its bundle is applied.
    private func record(of owner: Owner, _ marking: OwnerMarking) async throws(ReconcilingError) -> OwnerRecord {
        let told = owner.applySet.map {
            Marks(
                tooling: $0.tooling, groupKinds: $0.groupKinds.joined(separator: ","),
                additionalNamespaces: $0.additionalNamespaces.joined(separator: ","))
        }
        try marking.check(id: owner.applySet?.id, marks: told)
        if var record = inventory.record(of: owner.key) {
            if record.uid != owner.uid || Self.isNewer(owner.resourceVersion, than: record.resourceVersion) {
                record.uid = owner.uid
                record.marks = told
                record.finalized = owner.finalized
                record.resourceVersion = owner.resourceVersion
                record.verified = false
            }
            return record
        }
        // Without an owner in the cluster nothing tells which kinds of objects it has: all are looked at.
        guard !owner.uid.isEmpty else { return OwnerRecord(uid: "", complete: false) }
        var record = OwnerRecord(
            uid: owner.uid, resourceVersion: owner.resourceVersion, marks: told, finalized: owner.finalized, complete: told == nil
        )
        if let told {
            recorded.note(told, of: marking.resource)
            return record
        }
        let head: OwnerHead
        switch await marked.answer(marking.resource, namespace: owner.namespace, name: owner.name) {
        case .unmarked(let kinds):
            // Should the event be too old, the resourceVersion in the patch says so.
            record.verified = true
            record.unmarkedKinds = kinds
            record.complete = kinds.isEmpty
            // Lists that all such owners share tell that most have nothing yet. Failing that, each object is looked at by itself.
            let membership = Membership(cluster: cluster, members: members, owner: owner, identity: marking.identity)
            try? await membership.completeIfNeeded(&record)
            return record
        case .marked(let found) where found.uid == owner.uid: head = found
        case .marked: return record
        case .unknown: head = try await marking.read()
        }
        try marking.check(id: head.id, marks: head.marks)
        record.marks = head.marks
        record.finalized = head.finalized
        record.resourceVersion = head.resourceVersion
        record.complete = head.marks == nil
        record.verified = true
        return record
    }

    /// What is known of an owner that is gone or going.
    private func remembered(_ teardown: Teardown) async throws(ReconcilingError) -> OwnerRecord {
        let owner = teardown.owner
        if let record = inventory.record(of: owner.key) { return record }
        var marks = owner.applySet.map {
            Marks(
                tooling: $0.tooling, groupKinds: $0.groupKinds.joined(separator: ","),
                additionalNamespaces: $0.additionalNamespaces.joined(separator: ","))
        }
        // What was told of an owner that still is there may be older than its marks.
        if marks == nil, teardown.reason != .deleted, !owner.uid.isEmpty, let head = try await marking(of: owner).find(),
            head.uid == owner.uid
        {
            marks = head.marks
        }
        var record = OwnerRecord(uid: owner.uid, marks: marks, finalized: owner.finalized, complete: false)
        // An owner that was whole and bore no marks has nothing but what may come before the marks.
        if marks == nil, !owner.resourceVersion.isEmpty, !owner.uid.isEmpty,
            case .unmarked(let kinds) = await marked.answer(
                marking(of: owner).resource, namespace: owner.namespace, name: owner.name)
        {
            record.unmarkedKinds = kinds
            record.complete = kinds.isEmpty
        }
        return record
    }

    /// Whether one resourceVersion is newer than another; they are numbers of the same store, if not by contract.
    private static func isNewer(_ version: String, than other: String?) -> Bool {
        guard let version = UInt64(version), let other = other.flatMap({ UInt64($0) }) else { return false }
        return version > other
    }
}
