import Synchronization

/// Which owners were told of, since when, and which of them have something in the target.
final class Roster: Sendable {
    private struct Entry {
        /// How many full lists were complete before the owner was last told of.
        var round: UInt32
        /// Whether its objects were applied at least once in this run.
        var managed = false
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var round: UInt32 = 0
        var managed = 0
    }

    private let state = Mutex(State())

    /// How many owners have something in the target.
    var managed: Int { state.withLock { $0.managed } }

    /// An owner was told of.
    func tell(_ owner: String) {
        state.withLock { state in state.entries[owner, default: Entry(round: 0)].round = state.round }
    }

    /// Whether an owner's objects were applied at least once in this run.
    func isManaged(_ owner: String) -> Bool {
        state.withLock { $0.entries[owner]?.managed ?? false }
    }

    /// An owner's objects were applied.
    func manage(_ owner: String) {
        state.withLock { state in
            if state.entries[owner]?.managed != true { state.managed += 1 }
            state.entries[owner, default: Entry(round: state.round)].managed = true
        }
    }

    /// An owner has nothing any more.
    func dismiss(_ owner: String) {
        state.withLock { state in
            if state.entries.removeValue(forKey: owner)?.managed == true { state.managed -= 1 }
        }
    }

    /// A full list of a resource is complete.
    ///
    /// - Returns: The round that begins with it.
    func beginRound() -> UInt32 {
        state.withLock { state in
            state.round += 1
            return state.round
        }
    }

    /// Whether an owner was told of in that round or later.
    func wasTold(_ owner: String, since round: UInt32) -> Bool {
        state.withLock { state in (state.entries[owner]?.round ?? 0) >= round }
    }
}
