import Crypto

/// Random bytes that follow from a secret and from what they are for: HMAC-SHA-256 of a counter, under a key that is the
/// HMAC of the purpose under the secret.
///
/// Who does not know the secret cannot tell the bytes from chance; who knows bytes of one purpose learns nothing about
/// those of another.
struct RandomStream: RandomNumberGenerator {
    private let key: SymmetricKey
    private var counter: UInt64 = 0
    private var block: [UInt8] = []
    private var position = 0

    /// - Parameters:
    ///   - seed: The secret.
    ///   - purpose: What the bytes are for, in as many parts as it takes; ["ab", "c"] is another one than ["a", "bc"].
    init(_ seed: RandomSeed, purpose: [String]) {
        var authentication = HMAC<SHA256>(key: SymmetricKey(data: seed.bytes))
        for part in ["fairlead.dev/random/v1"] + purpose {
            authentication.update(data: Self.bigEndian(UInt64(part.utf8.count)))
            authentication.update(data: Array(part.utf8))
        }
        key = SymmetricKey(data: Array(authentication.finalize()))
    }

    /// Thirty-two bytes that follow from the stream and from a content, in as many parts as it takes: other contents get
    /// others, although the stream is the same.
    mutating func bytes(for content: [[UInt8]]) -> [UInt8] {
        var authentication = HMAC<SHA256>(key: SymmetricKey(data: bytes(32)))
        for part in content {
            authentication.update(data: Self.bigEndian(UInt64(part.count)))
            authentication.update(data: part)
        }
        return Array(authentication.finalize())
    }

    mutating func byte() -> UInt8 {
        if position == block.count {
            block = Array(HMAC<SHA256>.authenticationCode(for: Self.bigEndian(counter), using: key))
            counter &+= 1
            position = 0
        }
        defer { position += 1 }
        return block[position]
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for _ in 0..<count { bytes.append(byte()) }
        return bytes
    }

    mutating func next() -> UInt64 {
        var number: UInt64 = 0
        for _ in 0..<8 { number = number << 8 | UInt64(byte()) }
        return number
    }

    /// A number below a bound, each as likely as the others.
    ///
    /// It does not depend on the standard library's way of doing so, which may change.
    ///
    /// - Parameter bound: At least 1.
    mutating func number(below bound: UInt64) -> UInt64 {
        // The lowest numbers, as many as are left over when the range is divided, would come up too often.
        let leftOver = (0 &- bound) % bound
        while true {
            let number = next()
            if number >= leftOver { return number % bound }
        }
    }

    private static func bigEndian(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }
}
