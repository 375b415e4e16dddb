import Glibc
import Synchronization

/// The loops whose threads run, so that they are ended before the process is.
///
/// `exit` lets OpenSSL free what it has while other threads still run; a loop that is in the middle of a connection then frees memory
/// a second time. The handler that ``endAtExit()`` registers runs before OpenSSL's, as it is registered later.
enum RunningLoops {
    private static let mailboxes = Mutex<[ObjectIdentifier: Mailbox]>([:])

    /// How long the process waits for its loops to end, in milliseconds.
    private static let patience = 500

    /// A loop's thread begins.
    static func add(_ mailbox: Mailbox) {
        mailboxes.withLock { $0[ObjectIdentifier(mailbox)] = mailbox }
    }

    /// A loop's thread has let go of everything.
    static func remove(_ mailbox: Mailbox) {
        mailboxes.withLock { $0[ObjectIdentifier(mailbox)] = nil }
    }

    /// Registers the handler; once, after libcurl was initialised.
    static func endAtExit() {
        _ = atexit { RunningLoops.end() }
    }

    private static func end() {
        for mailbox in mailboxes.withLock({ Array($0.values) }) { mailbox.post(.stop) }
        var left = patience
        while left > 0, mailboxes.withLock({ !$0.isEmpty }) {
            usleep(1_000)
            left -= 1
        }
    }
}
