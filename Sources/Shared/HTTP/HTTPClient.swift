/// Sends requests, many at a time, over as few connections as the server allows.
///
/// All requests to a server share one HTTP/2 connection where the server speaks it. One thread performs them all.
///
/// ```swift
/// let client = HTTPClient(configuration)
/// let response = try await client.send(HTTPRequest(.get, "https://127.0.0.1:6443/version"), maximumBody: 1 << 20)
/// print(response.status)   // 200
/// ```
package final class HTTPClient: Sendable {
    private let mailbox: Mailbox?
    private let configuration: HTTPConfiguration

    /// A client that connects as `configuration` says.
    ///
    /// Nothing is connected before the first request.
    package init(_ configuration: HTTPConfiguration = HTTPConfiguration()) {
        self.configuration = configuration
        mailbox = TransferLoop.start(configuration)
    }

    deinit {
        mailbox?.post(.stop)
    }

    /// Sends `request` and waits for the whole response, whatever its status.
    ///
    /// Cancelling the task ends the transfer; other requests on the connection go on.
    ///
    /// - Parameter maximumBody: The longest body that is accepted, in bytes.
    /// - Throws: ``HTTPError`` if there was no whole response.
    package func send(_ request: HTTPRequest, maximumBody: Int) async throws(HTTPError) -> HTTPResponse {
        guard let mailbox else { throw Self.unavailable(request) }
        let ticket = Ticket()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>) in
                let transfer = Transfer(request, receiver: .whole(continuation), maximumBody: maximumBody)
                guard ticket.redeem(transfer) else {
                    continuation.resume(returning: .failure(transfer.error(.cancelled, "it was cancelled")))
                    return
                }
                if !mailbox.post(.start(transfer)) { transfer.finish(Self.ended(request)) }
            }
        } onCancel: {
            if let transfer = ticket.cancel() { mailbox.post(.cancel(transfer)) }
        }
        return try result.get()
    }

    /// Sends `request` and waits for the head of the response, whose body is then read as it comes.
    ///
    /// - Throws: ``HTTPError`` if there was no head.
    package func stream(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStream {
        guard let mailbox else { throw Self.unavailable(request) }
        let buffer = StreamBuffer(highWater: configuration.streamHighWater)
        let transfer = Transfer(request, receiver: .stream(buffer), maximumBody: .max)
        let result = await withTaskCancellationHandler {
            await buffer.head {
                if !mailbox.post(.start(transfer)) { transfer.finish(Self.ended(request)) }
            }
        } onCancel: {
            mailbox.post(.cancel(transfer))
        }
        let (status, headers) = try result.get()
        return HTTPStream(status: status, headers: headers, buffer: buffer, transfer: transfer, mailbox: mailbox, client: self)
    }

    /// Ends all requests with an error of kind `shutDown`, and closes the connections.
    ///
    /// Later requests fail the same way.
    package func shutdown() {
        mailbox?.post(.stop)
    }

    private static func ended(_ request: HTTPRequest) -> HTTPError {
        HTTPError(.shutDown, host: Origin.of(request.url), reason: "it has been shut down")
    }

    private static func unavailable(_ request: HTTPRequest) -> HTTPError {
        HTTPError(.connectionFailed, host: Origin.of(request.url), reason: "no thread could be started for it")
    }
}
