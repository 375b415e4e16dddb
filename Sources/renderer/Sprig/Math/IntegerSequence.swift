import GoTemplate

/// Numbers at equal distances, as `untilStep` counts them.
enum IntegerSequence {
    /// The numbers from a first one up to, or down to, but not including a bound.
    ///
    /// - Parameter bytes: How much memory each is counted as.
    /// - Returns: None if the step leads away from the bound.
    static func numbers(
        from start: Int, to stop: Int, step: Int, bytes: Int, _ execution: Execution
    ) throws(FunctionError) -> StrideTo<Int> {
        guard stop < start ? step < 0 : step > 0, start != stop else { return stride(from: 0, to: 0, by: 1) }
        let distance = stop < start ? start.magnitudeOfDifference(to: stop) : stop.magnitudeOfDifference(to: start)
        let count = (distance - 1) / step.magnitude + 1
        let (total, isTooMuch) = count.multipliedReportingOverflow(by: UInt(bytes))
        try execution.charge(bytes: isTooMuch ? Int.max : Int(clamping: total))
        return stride(from: start, to: stop, by: step)
    }
}

extension Int {
    /// How much larger this number is than another, which is not larger than it.
    fileprivate func magnitudeOfDifference(to other: Int) -> UInt { UInt(bitPattern: self &- other) }
}
