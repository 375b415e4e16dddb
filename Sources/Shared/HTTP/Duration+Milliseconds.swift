extension Duration {
    /// Whole milliseconds, rounded up and held between 0 and a hundred years.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        if seconds < 0 { return 0 }
        let bounded = min(seconds, 3_155_760_000)
        return Int(bounded) * 1000 + Int((max(0, attoseconds) + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
