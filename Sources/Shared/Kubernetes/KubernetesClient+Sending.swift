import HTTP
import Logging

extension KubernetesClient {
    /// Sends `call`, again where that helps, and waits for the whole answer.
    ///
    /// - Throws: ``KubernetesError`` unless the answer is one of success.
    func perform(_ call: APICall) async throws(KubernetesError) -> HTTPResponse {
        var policy = RetryPolicy(isIdempotent: call.isIdempotent)
        while true {
            let credential = try await credentials.current()
            do throws(Refusal) {
                return try await attempt(call, credential)
            } catch {
                try await settle(error, of: call, credential, &policy)
            }
        }
    }

    /// Sends `call`, again where that helps, and gives the body of the answer as a stream.
    ///
    /// - Throws: ``KubernetesError`` unless the answer is one of success.
    func stream(_ call: APICall) async throws(KubernetesError) -> HTTPStream {
        var policy = RetryPolicy(isIdempotent: call.isIdempotent)
        while true {
            let credential = try await credentials.current()
            do throws(Refusal) {
                return try await attemptStream(call, credential)
            } catch {
                try await settle(error, of: call, credential, &policy)
            }
        }
    }

    private func attempt(_ call: APICall, _ credential: Credential) async throws(Refusal) -> HTTPResponse {
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await client(for: credential).send(
                httpRequest(call, credential: credential), maximumBody: call.maximumBody)
        } catch {
            observe(call, failure: error)
            throw .transport(error)
        }
        observe(call, status: response.status, headers: response.headers)
        if response.isSuccess { return response }
        throw .status(Status(code: response.status, body: response.body, retryAfter: response.headers["retry-after"]))
    }

    private func attemptStream(_ call: APICall, _ credential: Credential) async throws(Refusal) -> HTTPStream {
        let stream: HTTPStream
        let body: [UInt8]
        do throws(HTTPError) {
            stream = try await client(for: credential).stream(httpRequest(call, credential: credential))
            observe(call, status: stream.status, headers: stream.headers)
            if stream.isSuccess { return stream }
            body = try await stream.collect(maximum: 1 << 20)
        } catch {
            observe(call, failure: error)
            throw .transport(error)
        }
        throw .status(Status(code: stream.status, body: body, retryAfter: stream.headers["retry-after"]))
    }

    /// Waits, or renews the credentials, if `refusal` is to be answered with another attempt; throws it otherwise.
    private func settle(
        _ refusal: Refusal, of call: APICall, _ credential: Credential, _ policy: inout RetryPolicy
    ) async throws(KubernetesError) {
        switch policy.decide(after: refusal) {
        case .giveUp: throw error(refusal, of: call)
        case .renewCredentials:
            guard try await credentials.renew(refused: credential) else { throw error(refusal, of: call) }
        case .wait(let duration):
            logger.debug(
                "A request is sent again",
                metadata: [
                    "operation": "\(call.operation())", "after": "\(duration)", "error": "\(error(refusal, of: call).message)",
                ])
            do {
                try await Task.sleep(for: duration)
            } catch {
                throw KubernetesError(call.operation(), .cancelled)
            }
        }
    }

    private func error(_ refusal: Refusal, of call: APICall) -> KubernetesError {
        switch refusal {
        case .transport(let error) where error.kind == .cancelled: KubernetesError(call.operation(), .cancelled)
        case .transport(let error): KubernetesError(call.operation(), .transport(error))
        case .status(let status) where status.code == 401:
            KubernetesError(call.operation(), .unauthorized(status, identity: configuration.identity))
        case .status(let status): KubernetesError(call.operation(), .status(status))
        }
    }
}
