import Synchronization

/// The texts that were parsed while rendering, as `tpl` does it again for each custom resource, with the templates of a set: few, because a text may come from
/// anybody.
final class Extensions: Sendable {
    private static let maximumCount = 512
    private static let maximumBytes = 1 << 18
    private static let maximumTextBytes = 1 << 14

    private struct State {
        var known: [ExtensionKey: Definitions] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())

    /// The templates with those of a text, if they are kept; to keep them, others may have to go.
    subscript(key: ExtensionKey) -> Definitions? {
        get { state.withLock { $0.known[key] } }
        set {
            guard let newValue, key.source.count <= Self.maximumTextBytes else { return }
            state.withLock { state in
                if state.known.count >= Self.maximumCount || state.bytes > Self.maximumBytes { state = State() }
                state.known[key] = newValue
                state.bytes += key.source.count
            }
        }
    }
}
