import Crypto
import CryptoExtras
import GoTemplate
import SwiftASN1

extension SigningKey {
    /// Reads a private key, as PKCS #8, PKCS #1 or RFC 5915.
    ///
    /// - Throws: What sprig says is wrong with it.
    init(pem text: ByteString) throws(FunctionError) {
        guard let pem = PEM(text) else { throw FunctionError("no PEM data in input") }
        switch pem.type {
        case "PRIVATE KEY":
            self = try Self.parse("decoding PEM as PKCS#8") { try Self(pkcs8: pem.bytes) }
        case "EC PRIVATE KEY":
            self = try Self.parse("parsing EC private key from PEM") { try Self(curve: pem.bytes, isP256: nil) }
        case "RSA PRIVATE KEY":
            self = try Self.parse("parsing RSA private key from PEM") { try Self(rsa: pem.bytes) }
        default:
            guard pem.type.hasSuffix(" PRIVATE KEY") else {
                throw FunctionError("no private key data in PEM block of type \(pem.type)")
            }
            throw FunctionError("invalid private key type \(pem.type)")
        }
    }

    private static func parse(_ what: String, _ body: () throws -> SigningKey) throws(FunctionError) -> SigningKey {
        do { return try body() } catch { throw FunctionError("\(what): \(error)") }
    }

    private init(pkcs8 bytes: [UInt8]) throws {
        let (identifier, curve, key): (ASN1ObjectIdentifier, ASN1ObjectIdentifier?, ASN1OctetString) = try DER.sequence(
            try DER.parse(bytes), identifier: .sequence
        ) { nodes in
            _ = try Int(derEncoded: &nodes)
            let (identifier, curve) = try DER.sequence(try nodes.required(), identifier: .sequence) { nodes in
                let identifier = try ASN1ObjectIdentifier(derEncoded: &nodes)
                let parameter = nodes.next()
                return (identifier, parameter.flatMap { try? ASN1ObjectIdentifier(derEncoded: $0) })
            }
            let key = try ASN1OctetString(derEncoded: &nodes)
            while nodes.next() != nil {}
            return (identifier, curve, key)
        }
        let content = Array(key.bytes)
        switch identifier {
        case ObjectIdentifiers.ellipticCurveKey: try self.init(curve: content, isP256: curve == ObjectIdentifiers.p256)
        case ObjectIdentifiers.rsaKey: try self.init(rsa: content)
        case ObjectIdentifiers.ed25519:
            let secret = Array(try ASN1OctetString(derEncoded: content).bytes)
            guard secret.count == 32 else { throw FunctionError("the key has \(secret.count) bytes, not 32") }
            self = .ed25519(secret)
        default: throw FunctionError("keys of the algorithm \(identifier) are not supported")
        }
    }

    /// - Parameter isP256: Whether the curve is P-256, where that is told outside of the key.
    private init(curve bytes: [UInt8], isP256: Bool?) throws {
        let (secret, named) = try DER.sequence(try DER.parse(bytes), identifier: .sequence) { nodes in
            _ = try Int(derEncoded: &nodes)
            let secret = try ASN1OctetString(derEncoded: &nodes)
            let curve = try DER.optionalExplicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) { node in
                try ASN1ObjectIdentifier(derEncoded: node)
            }
            while nodes.next() != nil {}
            return (Array(secret.bytes), curve)
        }
        guard isP256 ?? (named == ObjectIdentifiers.p256) else { throw FunctionError("of the curves only P-256 is supported") }
        let digits = secret.drop { $0 == 0 }
        let padded = Array(repeating: 0, count: max(0, 32 - digits.count)) + digits
        guard P256Scalar.isValid(padded) else { throw FunctionError("the number is no key of the curve") }
        self = .p256(padded)
    }

    private init(rsa bytes: [UInt8]) throws {
        self = .rsa(try _RSA.Signing.PrivateKey(unsafeDERRepresentation: bytes))
    }
}
