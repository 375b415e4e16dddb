import Synchronization

/// The records of all owners that this process has met, and which owner claims which object.
///
/// The work queue lets at most one piece of work of an owner run, so that a record is read, worked on and put back without a race.
package final class Inventory: Sendable {
    private struct State {
        var records: [String: OwnerRecord] = [:]
        var claims: [ObjectKey: String] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// The record of an owner, by its key.
    package func record(of owner: String) -> OwnerRecord? {
        state.withLock { $0.records[owner] }
    }

    /// Puts a record back, and gives up the claims on what it no longer has.
    package func store(_ record: OwnerRecord, of owner: String) {
        state.withLock { state in
            if let old = state.records[owner] {
                for key in old.members.keys where record.members[key] == nil && state.claims[key] == owner {
                    state.claims[key] = nil
                }
            }
            for key in record.members.keys where state.claims[key] == nil { state.claims[key] = owner }
            state.records[owner] = record
        }
    }

    /// Forgets an owner and what it claims.
    package func forget(_ owner: String) {
        state.withLock { state in
            guard let old = state.records.removeValue(forKey: owner) else { return }
            for key in old.members.keys where state.claims[key] == owner { state.claims[key] = nil }
        }
    }

    /// Claims an object for an owner.
    ///
    /// - Returns: The key of the owner that already has the object; nil where it is now this one's.
    package func claim(_ key: ObjectKey, for owner: String) -> String? {
        state.withLock { state in
            if let holder = state.claims[key], holder != owner { return holder }
            state.claims[key] = owner
            return nil
        }
    }
}
