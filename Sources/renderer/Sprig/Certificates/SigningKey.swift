import Crypto
import CryptoExtras
import GoTemplate
import SwiftASN1

/// A private key that certificates are made with; its signatures are the same each time.
enum SigningKey {
    /// The secret number, 32 bytes.
    case p256([UInt8])
    /// The secret, 32 bytes.
    case ed25519([UInt8])
    case rsa(_RSA.Signing.PrivateKey)

    /// The public key's own bytes, as they stand in a certificate.
    func publicBytes() throws -> [UInt8] {
        switch self {
        case .p256(let secret): Array(try P256.Signing.PrivateKey(rawRepresentation: secret).publicKey.x963Representation)
        case .ed25519(let secret):
            Array(try Curve25519.Signing.PrivateKey(rawRepresentation: secret).publicKey.rawRepresentation)
        case .rsa(let key): Array(key.publicKey.pkcs1DERRepresentation)
        }
    }

    /// Writes the public key with what it is (SubjectPublicKeyInfo).
    func serializePublicKey(into coder: inout DER.Serializer) throws {
        let bytes = try publicBytes()
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                switch self {
                case .p256:
                    try coder.serialize(ObjectIdentifiers.ellipticCurveKey)
                    try coder.serialize(ObjectIdentifiers.p256)
                case .ed25519: try coder.serialize(ObjectIdentifiers.ed25519)
                case .rsa:
                    try coder.serialize(ObjectIdentifiers.rsaKey)
                    try coder.serialize(ASN1Null())
                }
            }
            try coder.serialize(ASN1BitString(bytes: bytes[...]))
        }
    }

    /// Writes which algorithm signs.
    func serializeAlgorithm(into coder: inout DER.Serializer) throws {
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            switch self {
            case .p256: try coder.serialize(ObjectIdentifiers.ecdsaWithSHA256)
            case .ed25519: try coder.serialize(ObjectIdentifiers.ed25519)
            case .rsa:
                try coder.serialize(ObjectIdentifiers.rsaWithSHA256)
                try coder.serialize(ASN1Null())
            }
        }
    }

    /// The signature of a message, as it stands in a certificate.
    func sign(_ message: [UInt8]) throws -> [UInt8] {
        switch self {
        case .p256(let secret):
            let (r, s) = try DeterministicSignature.sign(message, key: secret)
            var coder = DER.Serializer()
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.serialize(r[...].unsignedInteger)
                try coder.serialize(s[...].unsignedInteger)
            }
            return coder.serializedBytes
        case .ed25519(let secret):
            return Array(try Curve25519.Signing.PrivateKey(rawRepresentation: secret).signature(for: message))
        case .rsa(let key):
            let digest = SHA256.hash(data: message)
            return Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
        }
    }

    /// The private key as sprig writes one of its kind.
    func pem() throws -> String {
        var coder = DER.Serializer()
        switch self {
        case .p256(let secret):
            try Self.serialize(p256: secret, publicKey: try publicBytes(), into: &coder)
            return PEM(type: "EC PRIVATE KEY", bytes: coder.serializedBytes).text
        case .ed25519(let secret):
            var inner = DER.Serializer()
            try inner.serialize(ASN1OctetString(contentBytes: secret[...]))
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.serialize(0)
                try coder.appendConstructedNode(identifier: .sequence) { try $0.serialize(ObjectIdentifiers.ed25519) }
                try coder.serialize(ASN1OctetString(contentBytes: inner.serializedBytes[...]))
            }
            return PEM(type: "PRIVATE KEY", bytes: coder.serializedBytes).text
        case .rsa(let key): return PEM(type: "RSA PRIVATE KEY", bytes: Array(key.derRepresentation)).text
        }
    }

    /// A key of an elliptic curve (RFC 5915).
    private static func serialize(p256 secret: [UInt8], publicKey: [UInt8], into coder: inout DER.Serializer) throws {
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(1)
            try coder.serialize(ASN1OctetString(contentBytes: secret[...]))
            try coder.serialize(explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific) { coder in
                try coder.serialize(ObjectIdentifiers.p256)
            }
            try coder.serialize(explicitlyTaggedWithTagNumber: 1, tagClass: .contextSpecific) { coder in
                try coder.serialize(ASN1BitString(bytes: publicKey[...]))
            }
        }
    }
}

extension ArraySlice<UInt8> {
    /// The bytes of a number that is not negative as DER has them: as few as can be, below a zero where the first bit is set.
    var unsignedInteger: ArraySlice<UInt8> {
        let digits = drop { $0 == 0 }
        guard let first = digits.first else { return [0] }
        return first >= 0x80 ? [0] + digits : digits
    }
}

extension SigningKey {
    /// Whether a certificate carries the public half of the key.
    func isKey(of certificate: SignerCertificate) -> Bool {
        var coder = DER.Serializer()
        do { try serializePublicKey(into: &coder) } catch { return false }
        return coder.serializedBytes == certificate.publicKey
    }
}
