import Crypto
import Encoding
import TestSupport
import Testing

@testable import Sprig

@Suite struct DeterministicSignatureTests {
    private static let key = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"

    /// RFC 6979, appendix A.2.5.
    @Test(arguments: [
        (
            "sample", "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
            "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
        ),
        (
            "test", "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367",
            "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"
        ),
    ])
    func signaturesAreThoseOfTheStandard(message: String, r: String, s: String) throws {
        let key = try #require(Hexadecimal.bytes(Self.key))
        let signature = try DeterministicSignature.sign(Array(message.utf8), key: key)
        #expect(Hexadecimal.text(signature.r) == r)
        #expect(Hexadecimal.text(signature.s) == s)
    }

    @Test func signaturesAreValid() throws {
        var random = SeededGenerator(seed: 5)
        for length in 0..<100 {
            let secret = [0] + (0..<31).map { _ in UInt8(random.below(256)) }
            let message = (0..<length).map { _ in UInt8(random.below(256)) }
            let (r, s) = try DeterministicSignature.sign(message, key: secret)
            let signature = try P256.Signing.ECDSASignature(rawRepresentation: r + s)
            let publicKey = try P256.Signing.PrivateKey(rawRepresentation: secret).publicKey
            #expect(publicKey.isValidSignature(signature, for: message))
            #expect(try DeterministicSignature.sign(message, key: secret).r == r)
        }
    }

    @Test func numbersWrapAtTheOrder() {
        let order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
        func number(_ text: String) -> P256Scalar { P256Scalar(Hexadecimal.bytes(text) ?? []) }
        let one = number(String(repeating: "0", count: 63) + "1")
        let last = number(String(order.dropLast()) + "0")
        #expect(number(order).isZero)
        #expect((last + one).isZero)
        #expect(last * last == one)
        #expect(last.reciprocal == last)
        let all = number(String(repeating: "f", count: 64))
        #expect(all * all.reciprocal == one)
        #expect(Hexadecimal.text((all + one).bytes).hasSuffix("4319055258e8617b0c46353d039cdaaf"))
        #expect(!P256Scalar.isValid(Hexadecimal.bytes(order) ?? []))
        #expect(P256Scalar.isValid(last.bytes))
        #expect(!P256Scalar.isValid(Array(repeating: 0, count: 32)))
    }
}
