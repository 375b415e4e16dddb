import SwiftASN1

/// The names of what certificates and keys consist of.
enum ObjectIdentifiers {
    static let ellipticCurveKey: ASN1ObjectIdentifier = "1.2.840.10045.2.1"
    static let p256: ASN1ObjectIdentifier = "1.2.840.10045.3.1.7"
    static let ecdsaWithSHA256: ASN1ObjectIdentifier = "1.2.840.10045.4.3.2"
    static let ed25519: ASN1ObjectIdentifier = "1.3.101.112"
    static let rsaKey: ASN1ObjectIdentifier = "1.2.840.113549.1.1.1"
    static let rsaWithSHA256: ASN1ObjectIdentifier = "1.2.840.113549.1.1.11"
    static let commonName: ASN1ObjectIdentifier = "2.5.4.3"
    static let subjectKeyIdentifier: ASN1ObjectIdentifier = "2.5.29.14"
    static let keyUsage: ASN1ObjectIdentifier = "2.5.29.15"
    static let subjectAlternativeName: ASN1ObjectIdentifier = "2.5.29.17"
    static let basicConstraints: ASN1ObjectIdentifier = "2.5.29.19"
    static let authorityKeyIdentifier: ASN1ObjectIdentifier = "2.5.29.35"
    static let extendedKeyUsage: ASN1ObjectIdentifier = "2.5.29.37"
    static let serverAuthentication: ASN1ObjectIdentifier = "1.3.6.1.5.5.7.3.1"
    static let clientAuthentication: ASN1ObjectIdentifier = "1.3.6.1.5.5.7.3.2"
}
