import Crypto
import CryptoExtras
import GoTemplate

extension SigningKey {
    /// A key of P-256 that follows from a stream.
    static func p256(from stream: inout RandomStream) -> SigningKey {
        while true {
            let secret = stream.bytes(32)
            if P256Scalar.isValid(secret) { return .p256(secret) }
        }
    }

    /// A key of a kind that sprig knows.
    ///
    /// - Throws: An error for a kind that cannot be derived, unless it is allowed.
    static func make(_ kind: String, _ execution: Execution) throws(FunctionError) -> SigningKey? {
        switch kind {
        case "ecdsa":
            var stream = try execution.randomStream()
            return p256(from: &stream)
        case "ed25519":
            var stream = try execution.randomStream()
            return .ed25519(stream.bytes(32))
        case "", "rsa": return try makeRSA(execution)
        case "dsa": throw FunctionError("DSA keys are not supported: ask for ecdsa or ed25519")
        default: return nil
        }
    }

    private static func makeRSA(_ execution: Execution) throws(FunctionError) -> SigningKey {
        guard try execution.drawingInputs().inputs.allowsUnstableKeys else {
            throw FunctionError(
                "RSA keys cannot be derived from a seed, and would be others on each rendering: ask for ecdsa or ed25519, or give --allow-rsa"
            )
        }
        try execution.checkInterruption()
        do { return .rsa(try _RSA.Signing.PrivateKey(keySize: .bits4096)) } catch {
            throw FunctionError("failed to generate private key: \(error)")
        }
    }
}
