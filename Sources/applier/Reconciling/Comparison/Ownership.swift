import JSON

/// What is known of who owns a place.
enum Ownership {
    /// The living object does not say; only values count.
    case unknown
    /// Our field manager owns something here.
    case fields(OwnedFields)
    /// Our field manager owns nothing here.
    case none

    func member(_ key: String) -> Ownership {
        guard case .fields(let node) = self else { return self }
        if let child = node.member(key) { return .fields(child) }
        // Below an owned leaf everything is owned: it was applied as a whole.
        return node.isLeaf ? self : .none
    }

    func element(_ value: JSONValue) -> Ownership {
        guard case .fields(let node) = self else { return self }
        if let child = node.element(value) { return .fields(child) }
        return node.isLeaf ? self : .none
    }

    var isOwned: Bool {
        if case .fields = self { true } else { false }
    }

    var isOwnedLeaf: Bool {
        if case .fields(let node) = self { node.isLeaf } else { false }
    }

    func ownsSetElement(_ value: JSONValue) -> Bool {
        if case .fields(let node) = self { node.ownsSetElement(value) } else { false }
    }
}
