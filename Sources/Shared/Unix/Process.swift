import Glibc

/// What concerns the process as a whole.
package enum Process {
    /// Makes writing to a pipe or socket without a reader an error (`EPIPE`) instead of the process's end.
    ///
    /// Called once at the start of a program; the writers of this module call it too.
    package static func ignoreBrokenPipes() {
        _ = ignored
    }

    private static let ignored: Void = { signal(SIGPIPE, SIG_IGN) }()

    /// The number of this process.
    package static var identifier: Int32 { getpid() }
}
