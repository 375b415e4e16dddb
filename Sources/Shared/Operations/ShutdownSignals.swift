import Glibc
import Logging
import UnixSignals

/// Turns SIGTERM and SIGINT into a ``Shutdown``, and sees to it that the program ends.
package struct ShutdownSignals: Sendable {
    /// How long what is in flight may take after the first signal.
    package static let grace = Duration.seconds(10)

    private let shutdown: Shutdown
    private let grace: Duration
    private let logger: Logger
    private let exit: @Sendable (Int32) -> Void

    /// - Parameters:
    ///   - shutdown: What is asked of the program at the first signal.
    ///   - grace: After this long the program exits with 0, finished or not.
    ///   - logger: Where it is said.
    ///   - exit: Ends the program at once.
    package init(
        shutdown: Shutdown, grace: Duration = ShutdownSignals.grace, logger: Logger,
        exit: @escaping @Sendable (Int32) -> Void
    ) {
        self.shutdown = shutdown
        self.grace = grace
        self.logger = logger
        self.exit = exit
    }

    /// Runs the program's body under the signals: the first asks it to stop, a second ends the program at once with
    /// 128 plus the signal's number.
    package func run<Failure: Error>(_ body: () async throws(Failure) -> Void) async throws(Failure) {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        // What is in flight must not keep it waiting.
        let watch = Task(priority: .high) { await follow(signals) }
        defer { watch.cancel() }
        try await body()
    }

    /// Follows a sequence of signals until it ends.
    package func follow(_ signals: some AsyncSequence<UnixSignal, Never> & Sendable) async {
        await withTaskGroup { group in
            for await signal in signals {
                if shutdown.isRequested {
                    logger.warning("exiting at once, what is in flight is given up", metadata: ["signal": "\(signal)"])
                    exit(128 + signal.rawValue)
                    break
                }
                shutdown.request()
                group.addTask {
                    do { try await Task.sleep(for: grace) } catch { return }
                    logger.warning("what was in flight did not finish in time", metadata: ["grace": "\(grace)"])
                    exit(0)
                }
                logger.notice(
                    "stopping, what is in flight is finished first", metadata: ["signal": "\(signal)", "grace": "\(grace)"])
            }
            group.cancelAll()
        }
    }
}
