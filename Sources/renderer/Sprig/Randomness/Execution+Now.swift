import Glibc
import GoTemplate

extension Execution {
    /// The time that templates are told as now.
    ///
    /// It is the one of the run's ``StableInputs``, so that the same run gives the same; without any, that of the clock.
    func now() throws(FunctionError) -> GoTime {
        guard let inputs = (environment as? any SprigEnvironment)?.stableInputs else {
            var clock = timespec()
            clock_gettime(CLOCK_REALTIME, &clock)
            return GoTime(seconds: Int64(clock.tv_sec), nanoseconds: Int64(clock.tv_nsec), zone: .local)
        }
        guard let now = inputs.now else { throw FunctionError("the time of this rendering is not known") }
        return GoTime(seconds: now.seconds, nanoseconds: Int64(now.nanoseconds), zone: .local)
    }
}
