/// Follows the brackets of `sync` events, and says when it is certain that what was not told is gone: a pure state machine.
///
/// ```swift
/// var brackets = SyncBrackets()
/// for try await input in source {
///     if let complete = brackets.observe(input) { tearDown(owners(of: complete.resource).subtracting(complete.told)) }
/// }
/// ```
///
/// Certain it is only if the opening bracket came through this very connection with the scope `all`, no line since was malformed, for
/// it might have told of an owner, and no fewer owners were told than the closing bracket counts. Otherwise it is silent until the next.
/// The brackets of a source are not looked at.
package struct SyncBrackets: Sendable {
    /// A full list that was told without a gap.
    package struct Complete: Sendable, Hashable {
        package let resource: ResourceReference
        /// The partition keys of all owners that were told, of whatever event.
        package let told: Set<String>
    }

    private struct Bracket: Sendable {
        var told: Set<String> = []
        /// Keys are kept for every resource that is being listed; this is the prefix that its own have.
        let prefix: String
    }

    private var open: [ResourceReference: Bracket] = [:]

    package init() {}

    /// True while a full list is being told.
    package var isOpen: Bool { !open.isEmpty }

    /// Takes note of what came.
    ///
    /// - Returns: The full list that this closes, if it does so without a gap.
    package mutating func observe(_ input: Input) -> Complete? {
        switch input {
        case .event(let event): return observe(event)
        case .malformed, .peerConnected, .peerLost, .peerAbsent:
            open = [:]
            return nil
        }
    }

    /// Takes note of an event.
    package mutating func observe(_ event: Event) -> Complete? {
        guard event.type == .sync else {
            if !open.isEmpty, let key = event.partitionKey { note(key) }
            return nil
        }
        guard let sync = try? Sync(of: event) else {
            open = [:]
            return nil
        }
        // The objects of a source are nobody's: what is told of them says nothing of custom resources, be they of the same resource.
        guard sync.source == nil else { return nil }
        switch sync.phase {
        case .started:
            open[sync.resource] = sync.scope == .all ? Bracket(prefix: sync.resource.keyPrefix) : nil
            return nil
        case .completed:
            guard let bracket = open.removeValue(forKey: sync.resource), sync.scope == .all, bracket.told.count >= sync.count
            else {
                return nil
            }
            return Complete(resource: sync.resource, told: bracket.told)
        }
    }

    private mutating func note(_ key: String) {
        for resource in open.keys {
            guard let prefix = open[resource]?.prefix, key.hasPrefix(prefix) else { continue }
            open[resource]?.told.insert(key)
        }
    }
}

extension ResourceReference {
    /// What the keys of this resource's objects begin with.
    fileprivate var keyPrefix: String {
        group.isEmpty ? "\(plural)/" : "\(plural).\(group)/"
    }
}
