import CLinux
import Glibc

/// Something that a thread can wait for in `poll(2)` besides its descriptor, and that any thread can ring.
///
/// An `eventfd(2)` that does not block: ringing it again before it was heard does nothing more.
package final class Wakeup: Sendable {
    private let event: FileDescriptor

    package init() throws(UnixError) {
        let number = fairlead_eventfd()
        guard number >= 0 else { throw .last(unableTo: "make an event descriptor") }
        event = FileDescriptor(owning: number)
    }

    /// The descriptor that is readable after a ring.
    package var descriptor: Int32 { event.rawValue }

    /// Wakes who waits, or who will wait next.
    package func ring() {
        var one: UInt64 = 1
        _ = retryingInterrupts { Glibc.write(event.rawValue, &one, 8) }
    }

    /// Forgets the rings so far.
    package func silence() {
        var count: UInt64 = 0
        _ = retryingInterrupts { Glibc.read(event.rawValue, &count, 8) }
    }
}
