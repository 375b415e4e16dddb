import CLinux
import Glibc

/// A thread of its own for calls that block, which must never hold up Swift's cooperative pool.
package enum Thread {
    /// Runs a closure on a new detached thread.
    ///
    /// - Parameters:
    ///   - name: At most 15 bytes, as `ps -L` shows it.
    ///   - body: What it does; the thread ends with it.
    package static func start(_ name: StaticString, _ body: @escaping @Sendable () -> Void) throws(UnixError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, 512 * 1024)
        let box = Unmanaged.passRetained(Body(name: name, run: body))
        var thread = pthread_t()
        let code = pthread_create(&thread, &attributes, Thread.enter, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw UnixError(code, unableTo: "start a thread")
        }
    }

    /// The thread's first function: takes over the closure and runs it.
    private static let enter: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        guard let argument else { return nil }
        let body = Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
        // Signals go to the main thread, so that a blocked call here is not interrupted for them.
        var signals = sigset_t()
        sigfillset(&signals)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        _ = pthread_setname_np(pthread_self(), body.name.description)
        body.run()
        return nil
    }

    /// The closure on its way through C's `void *`.
    private final class Body: Sendable {
        let name: StaticString
        let run: @Sendable () -> Void

        init(name: StaticString, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }
}
