import Crypto
import GoTemplate

/// Signatures of ECDSA with P-256 and SHA-256 that are the same each time (RFC 6979): the number that else would be random
/// follows from the key and the message.
enum DeterministicSignature {
    /// Signs a message.
    ///
    /// - Parameter key: The private key, 32 bytes that are valid as such.
    /// - Returns: The signature's two numbers, of 32 bytes each.
    static func sign(_ message: [UInt8], key: [UInt8]) throws(FunctionError) -> (r: [UInt8], s: [UInt8]) {
        let digest = P256Scalar(Array(SHA256.hash(data: message)))
        var candidates = Candidates(key: key, digest: digest.bytes)
        while true {
            let nonce = candidates.next()
            let point: [UInt8]
            do { point = Array(try P256.Signing.PrivateKey(rawRepresentation: nonce).publicKey.x963Representation) } catch {
                throw FunctionError("unable to sign: \(error)")
            }
            let r = P256Scalar(Array(point[1..<33]))
            let s = P256Scalar(nonce).reciprocal * (digest + r * P256Scalar(key))
            if !r.isZero, !s.isZero { return (r.bytes, s.bytes) }
        }
    }

    /// The generator of RFC 6979, section 3.2.
    private struct Candidates {
        private var key: [UInt8]
        private var value: [UInt8]

        init(key secret: [UInt8], digest: [UInt8]) {
            key = Array(repeating: 0, count: 32)
            value = Array(repeating: 1, count: 32)
            for separator in [UInt8(0), 1] { mix([separator] + secret + digest) }
        }

        mutating func next() -> [UInt8] {
            while true {
                value = Self.authenticate(value, key)
                let candidate = value
                // For the case that this one is of no use, also to the caller.
                mix([0])
                if P256Scalar.isValid(candidate) { return candidate }
            }
        }

        private mutating func mix(_ bytes: [UInt8]) {
            key = Self.authenticate(value + bytes, key)
            value = Self.authenticate(value, key)
        }

        private static func authenticate(_ bytes: [UInt8], _ key: [UInt8]) -> [UInt8] {
            Array(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
        }
    }
}
