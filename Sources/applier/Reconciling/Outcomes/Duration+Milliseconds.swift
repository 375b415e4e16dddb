extension Duration {
    /// Whole milliseconds, cut off.
    package var wholeMilliseconds: Int64 {
        components.seconds &* 1_000 &+ components.attoseconds / 1_000_000_000_000_000
    }

}

extension Duration {
    /// Nanoseconds, as timers count; what is beyond 64 bits is the largest.
    var nanoseconds: Int64 {
        let (seconds, overflow) = components.seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : seconds &+ components.attoseconds / 1_000_000_000
    }
}
