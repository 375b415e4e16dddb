import JSON
import Kubernetes
import Logging
import Synchronization

/// Keeps two owners of one pipeline from taking an object from each other.
///
/// Both are applied under one field manager, so that the API server sees no conflict. What this process gave to an owner it knows;
/// what others have that were not told of yet, one list of each kind shows, read once before the first object of that kind is made.
final class Claims: Sendable {
    private let cluster: Cluster
    private let inventory: Inventory
    private let members: MemberIndex
    private let loaded = Mutex<[GroupKind: Task<Void, Never>]>([:])

    init(cluster: Cluster, inventory: Inventory, members: MemberIndex) {
        self.cluster = cluster
        self.inventory = inventory
        self.members = members
    }

    /// Reads who has what of a kind, once; a kind that may not be listed is taken to be free.
    func load(_ resource: APIResource) async {
        let kind = GroupKind(group: resource.group, kind: resource.kind)
        let task = loaded.withLock { loaded in
            if let task = loaded[kind] { return task }
            let task = Task { await self.note(resource) }
            loaded[kind] = task
            return task
        }
        await task.value
    }

    private func note(_ resource: APIResource) async {
        if let known = await members.known(of: resource) {
            for member in known { inventory.note(member) }
            return
        }
        do throws(KubernetesError) {
            // A list that is some moments old will do, as what it names is looked at again.
            try await cluster.heads(resource, namespace: nil, labels: cluster.pipelineSelector, fromCache: true) {
                (item) throws(JSONError) in
                if let member = try ListedMember(item, of: resource) { inventory.note(member) }
            }
        } catch {
            // What other owners have is still seen where it is read before it is applied.
            cluster.logger.debug(
                "unable to see whose the objects of a kind are",
                metadata: ["kind": "\(resource.qualifiedPlural)", "reason": "\(error.explanation)"])
        }
    }

    /// Claims an object for an owner; why it can not be, where it can not.
    func claim(_ object: PreparedObject, as resource: APIResource?, for owner: OwnerIdentity) async -> String? {
        switch inventory.claim(object.key, for: owner.key) {
        case .granted: return nil
        case .held(let holder): return Self.refusal(holder)
        case .listed(let holder):
            guard let resource else { return Self.refusal(holder) }
            do {
                let live = try await cluster.read(
                    resource, namespace: object.key.namespace, name: object.key.name, metadataOnly: true)
                if let live, let partOf = try ObjectHead(live).partOf, partOf != owner.applySet.id { return Self.refusal(holder) }
            } catch {
                return "unable to see whose it is: \(error)"
            }
            if case .held(let holder) = inventory.claim(object.key, for: owner.key, despiteList: true) {
                return Self.refusal(holder)
            }
            return nil
        }
    }

    private static func refusal(_ holder: String) -> String { "it already belongs to \(holder)" }
}
