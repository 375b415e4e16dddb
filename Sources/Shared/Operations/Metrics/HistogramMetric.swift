import CoreMetrics
import Synchronization

/// How often values fell below each of some bounds, how many there were, and their sum: an aggregating recorder, or a timer in seconds.
final class HistogramMetric: RecorderHandler, TimerHandler {
    /// What a histogram shows at one moment.
    struct Snapshot: Equatable {
        /// How many values were at most each bound, the bounds ascending.
        let cumulative: [(bound: Double, count: UInt64)]
        let count: UInt64
        let sum: Double

        static func == (left: Snapshot, right: Snapshot) -> Bool {
            left.count == right.count && left.sum == right.sum
                && left.cumulative.elementsEqual(right.cumulative, by: ==)
        }
    }

    private struct Tally {
        var buckets: [UInt64]
        var count: UInt64 = 0
        var sum: Double = 0
    }

    private let bounds: [Double]
    private let tally: Mutex<Tally>

    /// A histogram whose buckets end at these bounds; what is over the last one counts towards `+Inf` only.
    init(bounds: [Double]) {
        let ascending = Set(bounds.filter { $0.isFinite }).sorted()
        self.bounds = ascending
        tally = Mutex(Tally(buckets: Array(repeating: 0, count: ascending.count)))
    }

    func record(_ value: Int64) {
        record(Double(value))
    }

    func record(_ value: Double) {
        guard !value.isNaN else { return }
        let bucket = bounds.firstIndex { value <= $0 }
        tally.withLock { tally in
            if let bucket { tally.buckets[bucket] &+= 1 }
            tally.count &+= 1
            tally.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) {
        record(Double(duration) / 1e9)
    }

    func snapshot() -> Snapshot {
        tally.withLock { tally in
            var running: UInt64 = 0
            let cumulative = zip(bounds, tally.buckets).map { bound, count in
                running &+= count
                return (bound: bound, count: running)
            }
            return Snapshot(cumulative: cumulative, count: tally.count, sum: tally.sum)
        }
    }
}
