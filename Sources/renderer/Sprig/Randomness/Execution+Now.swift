import Glibc
import GoTemplate

extension Execution {
    /// The time that templates are told as now.
    ///
    /// It is the one of the run's ``StableInputs``, so that the same run gives the same; without any, that of the clock.
    func now() throws(FunctionError) -> StableInputs.Moment {
        guard let inputs = (environment as? any SprigEnvironment)?.stableInputs else {
            var clock = timespec()
            clock_gettime(CLOCK_REALTIME, &clock)
            return StableInputs.Moment(seconds: Int64(clock.tv_sec), nanoseconds: Int32(truncatingIfNeeded: clock.tv_nsec))
        }
        guard let now = inputs.now else { throw FunctionError("the time of this rendering is not known") }
        return now
    }
}

extension GoTime {
    /// A moment in the local zone.
    init(_ moment: StableInputs.Moment) {
        self.init(seconds: moment.seconds, nanoseconds: Int64(moment.nanoseconds), zone: .local)
    }
}
