/// One connection of the server as a state machine: bytes in, bytes out, and when it has had enough time.
///
/// One request is answered at a time; the next one is looked at when its answer is gone.
struct ServerConnection {
    /// Bounds on one connection.
    struct Limits {
        /// How long the head of a request may take, from the connection's start or the head's first byte.
        var head = Duration.seconds(5)
        /// How long the client may take to fetch an answer.
        var answer = Duration.seconds(10)
        /// How long a connection stays open between requests.
        var idle = Duration.seconds(60)
    }

    /// What the connection waits for.
    enum Phase: Equatable {
        /// The first byte of another request.
        case idle
        /// The rest of a request's head.
        case reading
        /// The client to take the answer.
        case answering
        /// Nothing: close it.
        case closed
    }

    private(set) var phase = Phase.reading
    /// When the connection is given up if nothing happens.
    private(set) var deadline: ContinuousClock.Instant

    private let limits: Limits
    private let route: @Sendable (HTTPRequestHead) -> ServerResponse
    private var input: [UInt8] = []
    private var output: [UInt8] = []
    private var sent = 0
    private var closesAfterAnswer = false

    init(
        now: ContinuousClock.Instant, limits: Limits = Limits(), route: @escaping @Sendable (HTTPRequestHead) -> ServerResponse
    ) {
        self.limits = limits
        self.route = route
        deadline = now + limits.head
    }

    /// What is to be sent now.
    var pending: ArraySlice<UInt8> { output[sent...] }

    /// How many bytes may be read now; 0 while an answer is on its way.
    var room: Int {
        phase == .idle || phase == .reading ? max(0, HTTPRequestParser.maximumHeadBytes + 8 - input.count) : 0
    }

    /// The client sent something.
    mutating func receive(_ bytes: some Collection<UInt8>, now: ContinuousClock.Instant) {
        guard phase == .idle || phase == .reading else { return }
        input += bytes
        if phase == .idle {
            phase = .reading
            deadline = now + limits.head
        }
        look(now)
    }

    /// The client has taken some of what was pending.
    mutating func send(_ count: Int, now: ContinuousClock.Instant) {
        sent += count
        guard phase == .answering, sent >= output.count else { return }
        (output, sent) = ([], 0)
        guard !closesAfterAnswer else {
            phase = .closed
            return
        }
        phase = input.isEmpty ? .idle : .reading
        deadline = now + (input.isEmpty ? limits.idle : limits.head)
        look(now)
    }

    /// The client sends nothing more.
    mutating func end() {
        if phase != .answering { phase = .closed } else { closesAfterAnswer = true }
    }

    /// The client is gone.
    mutating func fail() {
        phase = .closed
    }

    /// Time passed.
    mutating func tick(now: ContinuousClock.Instant) {
        guard now >= deadline else { return }
        if phase == .reading, !input.isEmpty {
            answer(.plain(408), withBody: true, closing: true, now)
        } else {
            phase = .closed
        }
    }

    /// Answers a request if there is a whole one.
    private mutating func look(_ now: ContinuousClock.Instant) {
        guard phase == .reading, !input.isEmpty else { return }
        switch HTTPRequestParser.parse(input) {
        case .incomplete: return
        case .refused(let status): answer(.plain(status), withBody: true, closing: true, now)
        case .request(let head, let length):
            input.removeFirst(length)
            let isHead = head.method == "HEAD"
            if head.hasBody {
                answer(.plain(400), withBody: !isHead, closing: true, now)
            } else if head.method != "GET" && !isHead {
                answer(.plain(405), withBody: true, closing: true, now)
            } else {
                answer(route(head), withBody: !isHead, closing: !head.keepsAlive, now)
            }
        }
    }

    private mutating func answer(
        _ response: ServerResponse, withBody: Bool, closing: Bool, _ now: ContinuousClock.Instant
    ) {
        output = response.encoded(withBody: withBody, keepsAlive: !closing)
        sent = 0
        closesAfterAnswer = closing
        phase = .answering
        deadline = now + limits.answer
    }
}
