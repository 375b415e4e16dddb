import Glibc

/// A system call that failed: what was tried, on what, and the system's reason.
///
/// ```swift
/// throw UnixError(ENOENT, unableTo: "open", "/etc/fairlead.yaml")
/// // unable to open "/etc/fairlead.yaml": No such file or directory
/// ```
package struct UnixError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The value of `errno`.
    package let code: Int32
    /// What was tried, as a verb in the infinitive: `open`, `connect to`.
    package let operation: String
    /// What it was tried on, most often a path.
    package let subject: String?
    /// What explains the failure better than the system's text for its code.
    package let detail: String?

    /// An error with a known code.
    ///
    /// - Parameters:
    ///   - code: The value of `errno`.
    ///   - operation: A verb in the infinitive that follows "unable to".
    ///   - subject: What the operation was tried on.
    ///   - detail: Said in place of the system's text for `code`.
    package init(_ code: Int32, unableTo operation: String, _ subject: String? = nil, detail: String? = nil) {
        self.code = code
        self.operation = operation
        self.subject = subject
        self.detail = detail
    }

    /// An error with the code that the last failed call of this thread left in `errno`.
    static func last(unableTo operation: String, _ subject: String? = nil) -> UnixError {
        UnixError(errno, unableTo: operation, subject)
    }

    /// True if what was asked for does not exist.
    package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }

    /// Whether something had run out, of this process or the whole system, that may be there again a little later: descriptors,
    /// memory, threads.
    package var isShortage: Bool { [EMFILE, ENFILE, ENOMEM, ENOBUFS, EAGAIN].contains(code) }

    /// True if the reader of a pipe or socket is gone.
    package var isBrokenPipe: Bool { code == EPIPE || code == ECONNRESET }

    /// The sentence for people.
    package var description: String {
        let reason = detail ?? UnixError.text(of: code)
        guard let subject else { return "unable to \(operation): \(reason)" }
        return "unable to \(operation) \"\(subject)\": \(reason)"
    }

    /// The system's text for an error code, without touching the buffer that `strerror` shares between threads.
    private static func text(of code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress, strerror_r(code, start, buffer.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: start)
        }
    }
}

/// Calls a system call again for as long as a signal interrupts it.
///
/// - Returns: What the call returned, with `errno` as it left it.
func retryingInterrupts<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
