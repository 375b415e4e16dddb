import Glibc
import Synchronization

/// The loops and their threads, so that they are ended before the process is.
///
/// `exit` lets OpenSSL free what it has while other threads still run; a loop that is in the middle of a connection, and a thread that
/// gives back at its very end what OpenSSL keeps for each thread, then free memory a second time. The handler that ``endAtExit()``
/// registers runs before OpenSSL's, as it is registered later.
enum RunningLoops {
    private struct Entry {
        /// Held, so that no other mailbox has its identifier while it stands here.
        let mailbox: Mailbox
        let thread: pthread_t
        /// Whether the loop has let go of everything, so that its thread ends at once.
        var hasEnded = false
    }

    private static let entries = Mutex<[ObjectIdentifier: Entry]>([:])

    /// How long the process waits for its loops to end, in milliseconds.
    private static let patience = 2_000

    /// Starts a loop's thread.
    ///
    /// - Parameter create: Makes a thread that can be joined, or nil if the system refuses; its last act is ``ended(_:)``.
    /// - Returns: Whether there is a thread.
    static func start(_ mailbox: Mailbox, _ create: () -> pthread_t?) -> Bool {
        joinEnded()
        return entries.withLock { entries in
            guard let thread = create() else { return false }
            entries[ObjectIdentifier(mailbox)] = Entry(mailbox: mailbox, thread: thread)
            return true
        }
    }

    /// A loop's thread has let go of everything.
    static func ended(_ mailbox: Mailbox) {
        entries.withLock { $0[ObjectIdentifier(mailbox)]?.hasEnded = true }
    }

    /// Registers the handler; once, after libcurl was initialised.
    static func endAtExit() {
        _ = atexit { RunningLoops.end() }
    }

    private static func end() {
        for entry in entries.withLock({ Array($0.values) }) where !entry.hasEnded { entry.mailbox.post(.stop) }
        var left = patience
        while left > 0, entries.withLock({ $0.values.contains { !$0.hasEnded } }) {
            usleep(1_000)
            left -= 1
        }
        joinEnded()
    }

    /// Waits for the threads whose loops have ended, which have nothing left to do.
    private static func joinEnded() {
        let ended = entries.withLock { entries in
            let ended = entries.filter(\.value.hasEnded)
            for key in ended.keys { entries[key] = nil }
            return Array(ended.values)
        }
        for entry in ended { pthread_join(entry.thread, nil) }
    }
}
