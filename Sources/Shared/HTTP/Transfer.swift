import CCurl

/// One request on its way, from the moment it is posted to the loop until its receiver has been told the end.
// Unchecked: a transfer is made by the task that posts it and never touched by that task again; from then on only the
// loop's thread reads and writes it, and the mailbox's lock orders the two. `receiver` is safe from anywhere.
final class Transfer: @unchecked Sendable {
    let request: HTTPRequest
    let receiver: Receiver

    /// The bound on the body of a response that is received whole.
    let maximumBody: Int

    var status = 0
    var headers = HTTPHeaders()
    var body: [UInt8] = []

    /// The handle that performs it; nil before its start and after its end.
    var handle: EasyHandle?

    /// What a callback of ours found wrong; libcurl only says that a callback stopped it.
    var ownFailure: HTTPError.Kind?

    /// Whether it was cancelled before it started.
    var isCancelled = false

    init(_ request: HTTPRequest, receiver: Receiver, maximumBody: Int) {
        self.request = request
        self.receiver = receiver
        self.maximumBody = maximumBody
    }

    /// Who gets the response.
    enum Receiver {
        /// A task that waits for all of it.
        case whole(CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>)
        /// A stream that is read as it comes.
        case stream(StreamBuffer)
    }

    /// An error of this request.
    func error(_ kind: HTTPError.Kind, _ reason: String) -> HTTPError {
        HTTPError(kind, host: Origin.of(request.url), reason: reason)
    }

    /// Tells the receiver the end.
    func finish(_ failure: HTTPError?) {
        switch receiver {
        case .whole(let continuation):
            if let failure {
                continuation.resume(returning: .failure(failure))
            } else {
                continuation.resume(returning: .success(HTTPResponse(status: status, headers: headers, body: body)))
            }
        case .stream(let buffer):
            buffer.finish(failure)
        }
    }
}

/// What libcurl calls, on the loop's thread, while it performs a transfer.
extension Transfer {
    /// The longest head of a response that is accepted, in bytes.
    private static let maximumHead = 256 * 1024

    /// A line of the head: the status line, a header, or the empty line at its end.
    func receive(headerLine line: UnsafeRawBufferPointer) -> Int {
        if line.starts(with: "HTTP/".utf8) {
            // A new head: the first, or the one after 100 Continue.
            headers.removeAll()
            status = 0
            return line.count
        }
        if line.count > 2 || (line.first != 0x0D && line.first != 0x0A) {
            guard headers.count + line.count <= Self.maximumHead else {
                ownFailure = .invalidResponse
                return 0
            }
            headers.append(line: line)
            return line.count
        }
        status = handle?.responseCode ?? 0
        if status >= 200, case .stream(let buffer) = receiver {
            buffer.receive(status: status, headers: headers)
        }
        return line.count
    }

    /// A piece of the body.
    func receive(bodyBytes bytes: UnsafeRawBufferPointer) -> Int {
        switch receiver {
        case .whole:
            guard bytes.count <= maximumBody - body.count else {
                ownFailure = .bodyTooLarge
                return 0
            }
            if body.isEmpty, let announced = handle?.contentLength, announced > bytes.count {
                body.reserveCapacity(min(announced, maximumBody))
            }
            body.append(contentsOf: bytes)
            return bytes.count
        case .stream(let buffer):
            return buffer.receive(bytes) ? bytes.count : Int(CURL_WRITEFUNC_PAUSE)
        }
    }
}
