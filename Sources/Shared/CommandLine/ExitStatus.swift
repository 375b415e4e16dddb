/// What a program exits with, after `sysexits.h`.
package enum ExitStatus: Int32, Sendable {
    /// The work is done, or was stopped in order.
    case done = 0
    /// The work failed, and it was said why.
    case failed = 1
    /// The flags or the configuration cannot be used.
    case usage = 64
    /// A mistake of the program itself.
    case `internal` = 70
    /// Reading or writing failed.
    case inputOutput = 74
}
