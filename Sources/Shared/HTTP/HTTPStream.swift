/// A response whose body is read as it comes: a watch, a log, a list too long to hold.
///
/// Iterating gives the body in pieces as they arrived; what arrives while the reader is busy waits, up to
/// ``HTTPConfiguration/streamHighWater``, and beyond it the server waits. There is one reader. Cancelling the reading task,
/// or letting go of the stream, ends the transfer.
package final class HTTPStream: AsyncSequence, Sendable {
    package typealias Element = [UInt8]

    /// The status code: 200.
    package let status: Int
    /// The headers.
    package let headers: HTTPHeaders

    private let buffer: StreamBuffer
    private let transfer: Transfer
    private let mailbox: Mailbox
    // A client that nobody else holds ends its requests; this one is still needed.
    private let client: HTTPClient

    init(status: Int, headers: HTTPHeaders, buffer: StreamBuffer, transfer: Transfer, mailbox: Mailbox, client: HTTPClient) {
        self.status = status
        self.headers = headers
        self.buffer = buffer
        self.transfer = transfer
        self.mailbox = mailbox
        self.client = client
    }

    deinit {
        mailbox.post(.cancel(transfer))
    }

    /// Whether the status is one of success: 200 to 299.
    package var isSuccess: Bool { (200..<300).contains(status) }

    /// The next piece of the body, never empty; nil at its end.
    package func next() async throws(HTTPError) -> [UInt8]? {
        let (buffer, transfer, mailbox) = (buffer, transfer, mailbox)
        let result = await withTaskCancellationHandler {
            await buffer.take { mailbox.post(.resume(transfer)) }
        } onCancel: {
            mailbox.post(.cancel(transfer))
        }
        return try result.get()
    }

    /// The rest of the body at once, of `maximum` bytes at most.
    package func collect(maximum: Int) async throws(HTTPError) -> [UInt8] {
        var whole: [UInt8] = []
        while let piece = try await next() {
            guard piece.count <= maximum - whole.count else {
                throw transfer.error(.bodyTooLarge, "it is longer than \(maximum) bytes")
            }
            if whole.isEmpty { whole = piece } else { whole.append(contentsOf: piece) }
        }
        return whole
    }

    /// Ends the transfer; the reader gets an error of kind `cancelled`.
    package func cancel() {
        mailbox.post(.cancel(transfer))
    }

    package func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    /// The pieces in order.
    package struct Iterator: AsyncIteratorProtocol {
        let stream: HTTPStream

        package mutating func next() async throws(HTTPError) -> [UInt8]? {
            try await stream.next()
        }

        package mutating func next(isolation actor: isolated (any Actor)?) async throws(HTTPError) -> [UInt8]? {
            try await stream.next()
        }
    }
}
