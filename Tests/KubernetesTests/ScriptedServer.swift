import HTTP
import Kubernetes
import Logging
import Synchronization
import TestSupport

/// An API server that says what a test wants it to say, for what the real one does not do on demand; HTTP/1.1, without TLS.
final class ScriptedServer: Sendable {
    /// What came.
    struct Request: Sendable {
        /// The request line.
        var line: String
        /// The header lines, as they came.
        var headers: [String]
        /// The body.
        var body: String

        /// The values of a header, whose name counts in any case.
        func values(_ name: String) -> [String] {
            headers.filter { $0.lowercased().hasPrefix(name.lowercased() + ":") }.map { line in
                String(line.dropFirst(name.count + 1).drop { $0 == " " })
            }
        }
    }

    /// What is answered.
    enum Answer: Sendable {
        /// A response; `headers` are whole lines.
        case json(String, status: Int = 200, headers: [String] = [])
        /// Nothing; the connection stays.
        case silence
        /// Nothing; the connection is closed.
        case hangUp
    }

    private final class Journal: Sendable {
        let requests = Mutex<[Request]>([])
    }

    private let journal = Journal()
    private let listener: LoopbackListener

    /// A server that answers every request as `answer` says.
    init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
        let journal = journal
        listener = try LoopbackListener { connection in Self.serve(connection, journal, answer) }
    }

    /// The requests so far.
    var requests: [Request] { journal.requests.withLock { $0 } }

    /// How many connections there have been.
    var connections: Int { listener.count }

    /// Its URL.
    var url: String { "http://127.0.0.1:\(listener.port)" }

    /// A configuration to reach it.
    func configuration(_ authentication: Authentication = .none) -> ClientConfiguration {
        var connection = HTTPConfiguration()
        connection.proxy = .none
        return ClientConfiguration(server: url, connection: connection, authentication: authentication)
    }

    /// A client for it.
    func client(logger: Logger = RecordedLog().logger, changing: (inout ClientConfiguration) -> Void = { _ in })
        -> KubernetesClient
    {
        var configuration = configuration()
        changing(&configuration)
        return KubernetesClient(configuration, logger: logger)
    }

    private static func serve(_ connection: Int32, _ journal: Journal, _ answer: (Request) -> Answer) {
        var received: [UInt8] = []
        while let request = next(connection, &received) {
            journal.requests.withLock { $0.append(request) }
            switch answer(request) {
            case .json(let body, let status, let headers):
                let head =
                    ["HTTP/1.1 \(status) Scripted", "Content-Type: application/json", "Content-Length: \(body.utf8.count)"]
                    + headers
                let text = head.map { $0 + "\r\n" }.joined() + "\r\n" + body
                if !sendAll(text.utf8, to: connection) { return }
            case .silence: continue
            case .hangUp: return
            }
        }
    }

    /// The next request of a connection; nil at its end.
    private static func next(_ connection: Int32, _ received: inout [UInt8]) -> Request? {
        while true {
            if let request = cut(&received) { return request }
            let piece = receiveSome(from: connection)
            if piece.isEmpty { return nil }
            received += piece
        }
    }

    /// Takes a whole request from the front of what has been received.
    private static func cut(_ received: inout [UInt8]) -> Request? {
        guard let end = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\r\n").map(String.init)
        var request = Request(line: lines.first ?? "", headers: Array(lines.dropFirst()), body: "")
        let length = request.values("content-length").first.flatMap { Int($0) } ?? 0
        guard received.count - end.upperBound >= length else { return nil }
        request.body = String(decoding: received[end.upperBound..<(end.upperBound + length)], as: UTF8.self)
        received.removeFirst(end.upperBound + length)
        return request
    }
}
