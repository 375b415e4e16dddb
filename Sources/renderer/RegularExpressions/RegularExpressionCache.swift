import GoTemplate
import Synchronization

/// The patterns of this process that were used last: templates use the same few all the time.
package final class RegularExpressionCache: Sendable {
    /// How many patterns are kept.
    package static let capacity = 64

    /// How long a pattern may be to be kept.
    package static let longestSource = 4096

    package static let shared = RegularExpressionCache()

    private struct Entry {
        let expression: RegularExpression
        var lastUse: UInt64
    }

    private struct State {
        var entries: [ByteString: Entry] = [:]
        var uses: UInt64 = 0
    }

    private let state = Mutex(State())

    /// The number of patterns that are kept now.
    package var count: Int { state.withLock { $0.entries.count } }

    /// The compiled form of a pattern.
    package func expression(_ source: ByteString) throws(FunctionError) -> RegularExpression {
        if let known = find(source) { return known }
        let expression = try RegularExpression(source)
        if !expression.isLarge, source.count <= Self.longestSource { keep(expression) }
        return expression
    }

    private func find(_ source: ByteString) -> RegularExpression? {
        state.withLock { state in
            state.uses &+= 1
            state.entries[source]?.lastUse = state.uses
            return state.entries[source]?.expression
        }
    }

    private func keep(_ expression: RegularExpression) {
        state.withLock { state in
            if state.entries.count >= Self.capacity,
                let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                state.entries[oldest.key] = nil
            }
            state.entries[expression.source] = Entry(expression: expression, lastUse: state.uses)
        }
    }
}
