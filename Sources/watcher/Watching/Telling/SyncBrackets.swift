/// The brackets around the lists of one resource, which may be watched in several scopes (namespaces) at once.
///
/// What a consumer has not been told within a bracket of `all` is gone for it. So such a bracket opens before the first scope lists and
/// closes when every scope has, and no other bracket of the resource opens or closes inside it.
package struct SyncBrackets: Sendable {
    private let scopes: Int
    private var round: UInt16 = 1
    /// For each scope, how many objects it has told in this round; nil while it has not.
    private var counts: [Int?]
    private var isAllOpen = false
    private var changing: Set<Int> = []

    /// - Parameter scopes: How many scopes the resource is watched in; they are numbered from 0.
    package init(scopes: Int) {
        self.scopes = scopes
        counts = Array(repeating: nil, count: scopes)
    }

    /// Whether every scope has told everything in this round.
    package var isComplete: Bool { !counts.contains { $0 == nil } }

    /// A new round begins: every scope has to tell everything again.
    package mutating func beginRound() {
        round = round == UInt16.max ? 1 : round + 1
        counts = Array(repeating: nil, count: scopes)
        isAllOpen = false
        changing = []
    }

    /// What a scope tells if it lists now.
    package func mode(of scope: Int) -> TellingMode { TellingMode(round: round, tellsAll: counts[scope] == nil) }

    /// A scope has the first part of a list.
    package mutating func open(_ scope: Int, _ mode: TellingMode) -> SyncMark? {
        guard mode.round == round, !isAllOpen, !mode.tellsAll || counts[scope] == nil else { return nil }
        if mode.tellsAll {
            isAllOpen = true
            changing = []
            return .started(all: true)
        }
        return changing.insert(scope).inserted && changing.count == 1 ? .started(all: false) : nil
    }

    /// A scope has told a list; `count` objects exist in it.
    package mutating func close(_ scope: Int, _ mode: TellingMode, count: Int) -> SyncMark? {
        guard mode.round == round else { return nil }
        if mode.tellsAll {
            guard isAllOpen, counts[scope] == nil else { return nil }
            counts[scope] = count
            guard isComplete else { return nil }
            isAllOpen = false
            return .completed(all: true, count: counts.reduce(0) { $0 + ($1 ?? 0) })
        }
        guard changing.remove(scope) != nil, changing.isEmpty else { return nil }
        return .completed(all: false, count: count)
    }
}
