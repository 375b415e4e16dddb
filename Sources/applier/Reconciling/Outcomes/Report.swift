import Events

/// What became of a piece of work.
package struct Report: Sendable, Equatable {
    /// Each object that was dealt with.
    package var objects: [ObjectOutcome]
    /// Why the work as a whole failed; nil where it succeeded or where only objects failed.
    package var failure: String?
    /// Whether there was nothing to do, so that there is nothing to tell either.
    package var isSilent: Bool
    /// Whether the owner's inventory is still to be written down, by `Target.mark`.
    package var owesMarks = false

    package init(objects: [ObjectOutcome] = [], failure: String? = nil, isSilent: Bool = false) {
        self.objects = objects
        self.failure = failure
        self.isSilent = isSilent
    }

    /// Whether it has to be tried again.
    package var failed: Bool { failure != nil || objects.contains { $0.result == .failed } }

    /// Whether every object already was as it should be.
    package var isUnchanged: Bool { !failed && objects.allSatisfy { $0.result == .unchanged } }

    /// One sentence on why it failed; nil where it succeeded.
    package var summary: String? {
        if let failure { return failure }
        let failures = objects.filter { $0.result == .failed }
        guard let first = failures.first else { return nil }
        let more = failures.count > 1 ? " (and \(failures.count - 1) more)" : ""
        return "\(first.title) \(first.action.rawValue) failed: \(first.message ?? "unknown")\(more)"
    }
}
