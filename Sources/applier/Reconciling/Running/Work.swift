import Events

/// A piece of work on one owner.
enum Work: Sendable {
    /// To make its objects what a bundle says.
    case apply(Bundle, Cause)
    /// To write down which objects it has, after they were applied.
    case mark(Owner, Cause)
    /// To remove its objects.
    case tearDown(Teardown, Cause)
    /// To remove its objects unless it exists after all: nobody told of it.
    case tearDownOrphan(Owner)

    /// The event that led to the work.
    struct Cause: Sendable {
        let id: String
        let traceparent: String?

        init(_ event: Event) {
            id = event.id
            traceparent = event.traceparent
        }
    }

    var owner: Owner {
        switch self {
        case .apply(let bundle, _): bundle.owner
        case .tearDown(let teardown, _): teardown.owner
        case .mark(let owner, _), .tearDownOrphan(let owner): owner
        }
    }

    var cause: Cause? {
        switch self {
        case .apply(_, let cause), .mark(_, let cause), .tearDown(_, let cause): cause
        case .tearDownOrphan: nil
        }
    }

    /// The bundle's digest.
    var digest: String? {
        if case .apply(let bundle, _) = self { bundle.digest } else { nil }
    }

    /// What the bundle's rollout asks for and is not done, in words for people; nil if nothing.
    var unmetRollout: String? {
        if case .apply(let bundle, _) = self { UnmetRollout.explanation(of: bundle.rollout) } else { nil }
    }

    /// Whether the owner has nothing any more once the work is done.
    var endsOwner: Bool {
        switch self {
        case .apply, .mark: false
        case .tearDown, .tearDownOrphan: true
        }
    }
}
