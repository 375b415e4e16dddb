import Synchronization

/// The records of all owners that this process has met, and which owner claims which object.
///
/// The work queue lets at most one piece of work of an owner run, so that a record is read, worked on and put back without a race.
package final class Inventory: Sendable {
    private struct State {
        var records: [String: OwnerRecord] = [:]
        var claims: [ObjectKey: Claim] = [:]
        /// What was granted to an owner and is none of its members, as it was not applied yet or was refused.
        var granted: [String: Set<ObjectKey>] = [:]

        mutating func free(_ keys: some Sequence<ObjectKey>, of owner: String) {
            for key in keys where claims[key]?.owner == owner { claims[key] = nil }
        }
    }

    /// Who has an object.
    private struct Claim {
        let owner: String
        /// Whether a list of the cluster said so, some time ago; otherwise this process gave it to the owner.
        let isListed: Bool
    }

    /// The answer to a claim.
    package enum Answer: Sendable, Equatable {
        case granted
        /// This process works for another owner that has the object.
        case held(by: String)
        /// When the cluster was listed, another owner had the object; it may be gone by now.
        case listed(of: String)
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
            if let old = state.records[owner] { state.free(old.members.keys.filter { record.members[$0] == nil }, of: owner) }
            for key in record.members.keys where state.claims[key] == nil {
                state.claims[key] = Claim(owner: owner, isListed: false)
            }
            state.records[owner] = record
            state.granted[owner]?.subtract(record.members.keys)
            if state.granted[owner]?.isEmpty == true { state.granted[owner] = nil }
        }
    }

    /// Forgets an owner and what it claims.
    package func forget(_ owner: String) {
        state.withLock { state in
            if let granted = state.granted.removeValue(forKey: owner) { state.free(granted, of: owner) }
            if let old = state.records.removeValue(forKey: owner) { state.free(old.members.keys, of: owner) }
        }
    }

    /// Gives up what an owner claimed, does not have, as it was refused, and does not want any more.
    package func giveUpClaims(of owner: String, besides wanted: Set<ObjectKey>) {
        state.withLock { state in
            guard let granted = state.granted[owner] else { return }
            let rest = granted.intersection(wanted)
            state.free(granted.subtracting(rest).filter { state.records[owner]?.members[$0] == nil }, of: owner)
            state.granted[owner] = rest.isEmpty ? nil : rest
        }
    }

    /// Claims an object for an owner.
    ///
    /// - Parameter despiteList: Whether what a list said counts for nothing, as the object itself was looked at since.
    package func claim(_ key: ObjectKey, for owner: String, despiteList: Bool = false) -> Answer {
        state.withLock { state in
            if let claim = state.claims[key], claim.owner != owner {
                if !claim.isListed { return .held(by: claim.owner) }
                if !despiteList { return .listed(of: claim.owner) }
            }
            state.claims[key] = Claim(owner: owner, isListed: false)
            if state.records[owner]?.members[key] == nil { state.granted[owner, default: []].insert(key) }
            return .granted
        }
    }

    /// Notes whose a list of the cluster said that an object is, where this process does not know better.
    func note(_ member: ListedMember) {
        state.withLock { state in
            guard state.claims[member.key] == nil else { return }
            state.claims[member.key] = Claim(owner: member.owner ?? member.applySet, isListed: true)
        }
    }
}
