import CoreMetrics

/// A value that only grows. An amount that is negative or not a number is left out: a counter that goes down means a restart.
final class CounterMetric: CounterHandler, FloatingPointCounterHandler {
    private let total = AtomicDouble()

    var value: Double { total.value }

    func increment(by amount: Int64) {
        increment(by: Double(amount))
    }

    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        total.add(amount)
    }

    func reset() {
        total.set(0)
    }
}
