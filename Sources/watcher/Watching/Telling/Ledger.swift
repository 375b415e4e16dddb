/// What has been told of one set of objects, and so what there is to tell.
///
/// An object that the filter does not let through is not in it, which gives Lostrómos's transitions: had and has the annotation is an update,
/// gains it an addition, loses it a deletion, never had it nothing.
package struct Ledger: Sendable {
    private var known = KnownObjects()
    private var list: UInt16 = 0

    package init() {}

    /// How many objects are told and not told gone.
    package var count: Int { known.count }

    /// The bytes that this knowledge takes.
    package var allocatedBytes: Int { known.allocatedBytes }

    /// A list begins, or begins again.
    package mutating func beginList() { list &+= 1 }

    /// An object was seen, in a list or in a watch.
    ///
    /// - Returns: What to tell, in order: at most the end of an earlier object of the same key, and then this one.
    package mutating func observe(_ object: ObservedObject, _ mode: TellingMode) -> [Telling] {
        guard let handle = known.find(object.identity.key) else { return tellNew(object, mode, after: []) }
        guard known[handle].uid == PackedUID(object.identity.uid) else {
            let previous = known.identity(of: handle)
            known.remove(handle)
            return tellNew(object, mode, after: [Telling(.deleted, previous)])
        }
        let isDue = mode.tellsAll && known[handle].toldIn != mode.round & (KnownObject.rounds - 1)
        let version = PackedVersion(object.identity.resourceVersion)
        if version.isOlder(than: known[handle].version), !isDue {
            known[handle].seenIn = list
            return []
        }
        guard object.isSelected else {
            known.remove(handle)
            return [Telling(.deleted, object.identity, object: object.object, isFiltered: true)]
        }
        let hasChanged = known[handle].digest != object.digest
        known[handle].seenIn = list
        known[handle].version = version
        guard hasChanged || isDue else { return [] }
        known[handle].digest = object.digest
        known[handle].toldIn = mode.round
        return [Telling(hasChanged ? .updated : .resynced, object.identity, object: object.object)]
    }

    /// An object that is known is still there as it was; answers whether it is known.
    @discardableResult
    package mutating func keep(_ key: String) -> Bool {
        guard let handle = known.find(key) else { return false }
        known[handle].seenIn = list
        return true
    }

    /// The source said that an object was deleted, and gave its last state.
    package mutating func observeDeletion(of object: ObservedObject) -> [Telling] {
        guard let handle = known.find(object.identity.key) else { return [] }
        guard known[handle].uid == PackedUID(object.identity.uid) else { return [] }
        known.remove(handle)
        return [Telling(.deleted, object.identity, object: object.object)]
    }

    /// The objects that were not seen since the list began: the list is complete, so they are gone.
    package func missing() -> [ObjectIdentity] { known.identities { $0.seenIn != list } }

    /// All known objects, in no order.
    package func all() -> [ObjectIdentity] { known.identities { _ in true } }

    /// Takes an object out, and answers what to tell.
    package mutating func forget(_ identity: ObjectIdentity) -> Telling? {
        guard let handle = known.find(identity.key) else { return nil }
        known.remove(handle)
        return Telling(.deleted, identity)
    }

    private mutating func tellNew(_ object: ObservedObject, _ mode: TellingMode, after earlier: [Telling]) -> [Telling] {
        guard object.isSelected, let handle = known.insert(object.identity, digest: object.digest) else { return earlier }
        known[handle].seenIn = list
        known[handle].toldIn = mode.round
        return earlier + [Telling(.added, object.identity, object: object.object)]
    }
}
