import Events
import Kubernetes
import Logging

/// Makes the cluster match one bundle of one owner: marks widened, objects applied tier by tier, the rest pruned, marks narrowed.
///
/// The first marks of an owner may be left for later, so that many new owners have their objects sooner: see ``RecordedKinds``.
struct BundleApply: Sendable {
    let cluster: Cluster
    let inventory: Inventory
    let members: MemberIndex
    let claims: Claims
    let bundle: Bundle
    let owner: Owner
    let identity: OwnerIdentity
    let marking: OwnerMarking
    let recorded: RecordedKinds

    /// An object of the bundle on its way through the tiers.
    struct Item: Sendable {
        let index: Int
        let manifest: Manifest
        var resource: APIResource?
        var prepared: PreparedObject?
        var outcome: ObjectOutcome?
    }

    /// Applies the bundle.
    ///
    /// - Parameter record: What is known of the owner; kept up to date whatever happens.
    func run(_ record: inout OwnerRecord) async -> Report {
        var items: [Item] = []
        var outcomes: [Int: ObjectOutcome] = [:]
        for (index, object) in bundle.objects.enumerated() {
            do throws(ReconcilingError) {
                items.append(Item(index: index, manifest: try Manifest(label: object.name, source: object.manifest)))
            } catch {
                outcomes[index] = .unreadable(object.name, error)
            }
        }
        await resolve(&items, mayWait: true)
        refuseTwins(&items)
        await claim(&items, record)
        let wanted = Set(items.compactMap { $0.prepared?.key })
        giveUpClaims(besides: wanted, record, items)
        do throws(ReconcilingError) {
            try await widen(&record, by: wanted, items)
        } catch {
            return Report(failure: error.description)
        }
        await applyTiers(&items, &record)
        for item in items { outcomes[item.index] = item.outcome }
        var report = Report(objects: outcomes.sorted { $0.key < $1.key }.map(\.value))
        // What is missing from a bundle that was not applied as a whole may be missing by mistake.
        guard !report.failed else { return report }
        do throws(ReconcilingError) {
            report.objects += try await pruneOthers(than: wanted, &record)
            giveUpClaims(besides: wanted, record, items)
            if !report.failed { try await narrow(&record, to: items) }
        } catch {
            report.failure = error.description
        }
        return report
    }

    // Finding out what the manifests are

    /// Finds the resource of each item that has none yet, and prepares it.
    ///
    /// - Parameter mayWait: Whether a kind that a definition of this bundle brings is left for later instead of failing.
    private func resolve(_ items: inout [Item], mayWait: Bool) async {
        let preparation = ManifestPreparation(
            owner: identity, pipeline: cluster.settings.pipeline, fallbackNamespace: cluster.settings.fallbackNamespace)
        let defined = mayWait ? Set(items.compactMap { DefinedKind($0.manifest) }) : []
        for index in items.indices where items[index].prepared == nil && items[index].outcome == nil {
            let manifest = items[index].manifest
            do {
                if let kind = defined.first(where: { $0.groupKind == manifest.groupKind }) {
                    items[index].prepared = try preparation.prepare(manifest, namespaced: kind.namespaced)
                    continue
                }
                let resource = try await cluster.kinds.resource(for: manifest)
                items[index].resource = resource
                items[index].prepared = try preparation.prepare(manifest, namespaced: resource.namespaced)
            } catch let error as KubernetesError {
                items[index].outcome = failure(items[index], error.explanation)
            } catch {
                items[index].outcome = failure(items[index], "\(error)")
            }
        }
    }

    private func failure(_ item: Item, _ message: String) -> ObjectOutcome {
        let manifest = item.manifest
        let key = ObjectKey(groupKind: manifest.groupKind, namespace: manifest.namespace, name: manifest.name)
        return ObjectOutcome(
            label: manifest.label, apiVersion: manifest.apiVersion, key: item.prepared?.key ?? key, action: .apply,
            result: .failed, message: message, duration: .zero)
    }

    /// Fails the second of two manifests of one object.
    private func refuseTwins(_ items: inout [Item]) {
        var seen: [ObjectKey: String] = [:]
        for index in items.indices {
            guard items[index].outcome == nil, let key = items[index].prepared?.key else { continue }
            if let other = seen[key] {
                items[index].outcome = failure(
                    items[index], "the manifest \"\(other)\" of the same bundle is of the same object")
            }
            seen[key] = items[index].manifest.label
        }
    }

    /// Fails what another owner has.
    private func claim(_ items: inout [Item], _ record: OwnerRecord) async {
        for index in items.indices where items[index].outcome == nil {
            guard let object = items[index].prepared else { continue }
            if record.members[object.key] == nil, let resource = items[index].resource { await claims.load(resource) }
            if let refusal = await claims.claim(object, as: items[index].resource, for: identity) {
                items[index].outcome = failure(items[index], refusal)
            }
        }
    }

    /// Gives up claims on what the owner neither has nor wants.
    ///
    /// What cannot be read may be wanted, and while not everything is known that the owner has, it may be in the cluster.
    private func giveUpClaims(besides wanted: Set<ObjectKey>, _ record: OwnerRecord, _ items: [Item]) {
        guard record.complete, items.count == bundle.objects.count, items.allSatisfy({ $0.prepared != nil }) else { return }
        inventory.giveUpClaims(of: identity.key, besides: wanted)
    }

    // The marks

    private func widen(_ record: inout OwnerRecord, by wanted: Set<ObjectKey>, _ items: [Item]) async throws(ReconcilingError) {
        guard !wanted.isEmpty || record.marks != nil else { return }
        let all = Marks(tooling: cluster.settings.tooling, of: wanted.union(record.members.keys), home: owner.namespace)
        let beyondReach = items.contains { $0.prepared?.refersToOwner == false }
        if !beyondReach, mayOweMarks(record, all) {
            record.owesMarks = true
            return
        }
        try await marking.bring(&record, finalized: record.finalized || beyondReach) { marks in
            marks?.widened(by: all) ?? all
        }
        if let marks = record.marks { recorded.note(marks, of: marking.resource) }
        record.owesMarks = false
    }

    /// Whether the first marks may come after the objects.
    ///
    /// Only once: what fails and is tried again, or is followed by another bundle, has its marks first. And only for few objects: of
    /// many, an applier might be ended in the middle, and their marks are little beside them.
    private func mayOweMarks(_ record: OwnerRecord, _ marks: Marks) -> Bool {
        record.marks == nil && !record.owesMarks && !record.finalized && bundle.objects.count <= 32 && !owner.uid.isEmpty
            && !cluster.settings.dryRun && recorded.cover(marks.groupKinds, of: marking.resource)
    }

    private func narrow(_ record: inout OwnerRecord, to items: [Item]) async throws(ReconcilingError) {
        guard record.marks != nil else { return }
        let rest = Marks(tooling: cluster.settings.tooling, of: record.members.keys, home: owner.namespace)
        let beyondReach =
            record.members.keys.contains { !identity.mayOwn(objectIn: $0.namespace) } || items.contains { $0.manifest.isKept }
        try await marking.bring(&record, finalized: beyondReach) { _ in rest }
    }

    // The objects

    private func applyTiers(_ items: inout [Item], _ record: inout OwnerRecord) async {
        // Dropping what cannot be applied keeps the indices of the tiers those of the items.
        let tiers = KindOrder.tiers(items.map(\.manifest.groupKind))
        let apply = ObjectApply(cluster: cluster, identity: identity)
        for (tier, indices) in tiers {
            if tier > .definitions { await resolveDefined(&items) }
            let ready = indices.filter { items[$0].outcome == nil && items[$0].resource != nil && items[$0].prepared != nil }
            let applied = await self.apply(ready.map { items[$0] }, with: apply, record)
            for (index, result) in zip(ready, applied) {
                var outcome = result.outcome
                if let key = items[index].prepared?.key, !cluster.settings.dryRun {
                    record.members[key] = result.member ?? record.members[key]
                }
                if tier <= .definitions, outcome.result != .failed, let item = items[index].prepared,
                    let resource = items[index].resource,
                    let problem = await Establishment(cluster: cluster).wait(for: item, as: resource, latest: result.object)
                {
                    outcome = failure(items[index], problem)
                }
                items[index].outcome = outcome
            }
        }
    }

    /// Gives the kinds that this bundle's own definitions brought their resources, now that they are established.
    private func resolveDefined(_ items: inout [Item]) async {
        for index in items.indices where items[index].outcome == nil && items[index].resource == nil {
            do throws(KubernetesError) {
                items[index].resource = try await Establishment(cluster: cluster).resource(for: items[index].manifest)
            } catch {
                items[index].outcome = failure(items[index], error.explanation)
            }
        }
    }

    /// Applies objects in parallel; what becomes of them, in their order.
    private func apply(_ items: [Item], with apply: ObjectApply, _ record: OwnerRecord) async -> [ObjectApply.Applied] {
        @Sendable func one(_ item: Item) async -> ObjectApply.Applied? {
            guard let object = item.prepared, let resource = item.resource else { return nil }
            let remembered = record.members[object.key]
            return await apply.apply(object, as: resource, remembered: remembered, looking: looks(object, remembered, record))
        }
        if items.count == 1, let item = items.first { return await one(item).map { [$0] } ?? [] }
        return await withTaskGroup(of: (Int, ObjectApply.Applied?).self) { group in
            for (index, item) in items.enumerated() { group.addTask { (index, await one(item)) } }
            var results: [(Int, ObjectApply.Applied)] = []
            for await (index, result) in group { if let result { results.append((index, result)) } }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Whether an object is read before it is applied.
    ///
    /// Not if it is known to differ (this process applied another manifest last), nor if it is new to an owner all of whose members are
    /// known. A forced apply looks always: it would take an object away from another ApplySet.
    private func looks(_ object: PreparedObject, _ remembered: Member?, _ record: OwnerRecord) -> Bool {
        if let remembered { return remembered.digest == nil || remembered.digest == object.shortDigest }
        return !record.complete || cluster.settings.force
    }

    // What the bundle no longer has

    private func pruneOthers(than wanted: Set<ObjectKey>, _ record: inout OwnerRecord) async throws(ReconcilingError)
        -> [ObjectOutcome]
    {
        if !record.complete {
            try await Membership(cluster: cluster, members: members, owner: owner, identity: identity).complete(&record)
        }
        var stale = record.members.keys.filter { !wanted.contains($0) }
        // The API server shows some objects as two kinds: an Ingress in `extensions` and in `networking.k8s.io` is one.
        let kept = Set(wanted.compactMap { record.members[$0]?.uid })
        for key in stale {
            if let uid = record.members[key]?.uid, kept.contains(uid) { record.members[key] = nil }
        }
        stale.removeAll { record.members[$0] == nil }
        guard !stale.isEmpty else { return [] }
        let removal = Removal(cluster: cluster, identity: identity, action: .prune)
        return await removal.remove(stale, from: &record)
    }
}
