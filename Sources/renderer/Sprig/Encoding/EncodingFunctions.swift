import Crypto
import Encoding
import GoTemplate

/// Base 64, base 32 and digests in hexadecimal.
enum EncodingFunctions {
    static let functions: FunctionMap = [
        "b64enc": text(Base64.encoded), "b32enc": text(Base32.encoded), "b64dec": b64dec, "b32dec": b32dec,
        "sha1sum": sha1sum, "sha256sum": sha256sum, "sha512sum": sha512sum, "adler32sum": text(adler32),
    ]

    /// What a text in base 64 stands for; the error's text if it is none.
    private static let b64dec = text { text in
        switch Base64.decoded(text) {
        case .success(let decoded): decoded
        case .failure(let error): "illegal base64 data at input byte \(error.position)"
        }
    }

    private static let b32dec = text { text in
        switch Base32.decoded(text) {
        case .success(let decoded): decoded
        case .failure(let error): "illegal base32 data at input byte \(error.position)"
        }
    }

    private static let sha1sum = digest(Insecure.SHA1.self)
    private static let sha256sum = digest(SHA256.self)
    private static let sha512sum = digest(SHA512.self)

    private static func text(_ body: @escaping @Sendable (ByteString) -> ByteString) -> Function {
        Function(parameters: [.string], result: .string) { arguments, _ in .string(body(arguments.text(0))) }
    }

    private static func digest<Hash: HashFunction>(_ type: Hash.Type) -> Function {
        text { text in
            let digest = text.withBytes { bytes in
                var hash = Hash()
                hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
                return hash.finalize()
            }
            return ByteString(Hexadecimal.text(digest))
        }
    }

    /// The checksum of RFC 1950, in decimal.
    private static func adler32(_ text: ByteString) -> ByteString {
        var low: UInt32 = 1
        var high: UInt32 = 0
        text.withBytes { bytes in
            for byte in bytes {
                low = (low + UInt32(byte)) % 65521
                high = (high + low) % 65521
            }
        }
        return ByteString("\(high << 16 | low)")
    }
}
