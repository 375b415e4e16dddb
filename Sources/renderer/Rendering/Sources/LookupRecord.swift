import Synchronization

/// Notes what a rendering has looked up, so that it is done again when that changes.
final class LookupRecord: Sendable {
    private let noted = Mutex<Set<SourceKind>>([])

    var kinds: Set<SourceKind> { noted.withLock { $0 } }

    func note(_ kind: SourceKind) { noted.withLock { _ = $0.insert(kind) } }
}
