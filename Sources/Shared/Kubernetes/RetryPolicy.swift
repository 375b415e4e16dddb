import HTTP

/// Decides what follows an attempt that did not succeed.
///
/// One value lives as long as one request's attempts.
///
/// As client-go does: 429 and 5xx that carry Retry-After are tried again ten times at most; a lost connection only where sending
/// the request twice does no harm; 401 once, with fresh credentials.
struct RetryPolicy: Sendable, Hashable {
    /// What to do now.
    enum Decision: Sendable, Hashable {
        /// Tell the caller.
        case giveUp
        /// Wait so long, then send it again.
        case wait(Duration)
        /// Get fresh credentials; if there are any, send it again.
        case renewCredentials
    }

    /// Whether sending the request twice leads to the same state as sending it once.
    let isIdempotent: Bool

    private var shed = 0
    private var lost = 0
    private var unauthorized = 0

    private static let maximumShed = 10
    private static let maximumLost = 3

    /// The longest wait that happens in here: for longer ones the caller has better things to do.
    private static let longestWait = 60

    /// The policy of a new request.
    init(isIdempotent: Bool) {
        self.isIdempotent = isIdempotent
    }

    /// What to do after `refusal`.
    mutating func decide(after refusal: Refusal) -> Decision {
        switch refusal {
        case .status(let status) where status.code == 401:
            unauthorized += 1
            return unauthorized == 1 ? .renewCredentials : .giveUp
        case .status(let status) where status.code == 429 || status.code >= 500:
            guard let seconds = status.retryAfterSeconds, seconds <= Self.longestWait, shed < Self.maximumShed else {
                return .giveUp
            }
            shed += 1
            return .wait(.seconds(max(0, seconds)))
        case .transport(let error) where error.kind == .connectionLost && isIdempotent && lost < Self.maximumLost:
            defer { lost += 1 }
            return .wait(.milliseconds(100 << (2 * lost)))
        case .status, .transport: return .giveUp
        }
    }
}
