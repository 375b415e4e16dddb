import GoTemplate
import SwiftASN1

/// What has to be known of a certificate to sign others with it.
struct SignerCertificate {
    /// The name, encoded.
    let subject: [UInt8]
    /// The public key with what it is, encoded.
    let publicKey: [UInt8]
    let keyIdentifier: [UInt8]?

    /// Reads a certificate (RFC 5280, section 4.1).
    ///
    /// - Throws: What is wrong with it.
    init(_ bytes: [UInt8]) throws(FunctionError) {
        do {
            let parts = try Self.parse(bytes)
            subject = parts.subject
            publicKey = parts.publicKey
            keyIdentifier = parts.keyIdentifier
        } catch {
            throw FunctionError("x509: malformed certificate: \(error)")
        }
    }

    private static func parse(
        _ bytes: [UInt8]
    ) throws -> (subject: [UInt8], publicKey: [UInt8], keyIdentifier: [UInt8]?) {
        try DER.sequence(try DER.parse(bytes), identifier: .sequence) { nodes in
            let body = try DER.sequence(try nodes.required(), identifier: .sequence) { nodes in
                _ = try DER.optionalExplicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
                    try Int(derEncoded: $0)
                }
                _ = try ArraySlice<UInt8>(derEncoded: &nodes)
                // The algorithm, the issuer and the validity.
                for _ in 0..<3 { _ = try ASN1Any(derEncoded: &nodes) }
                let subject = try serialized(ASN1Any(derEncoded: &nodes))
                let publicKey = try serialized(ASN1Any(derEncoded: &nodes))
                var identifier: [UInt8]?
                while let node = nodes.next() {
                    guard node.identifier == ASN1Identifier(tagWithNumber: 3, tagClass: .contextSpecific) else { continue }
                    identifier = try keyIdentifier(in: node)
                }
                return (subject: subject, publicKey: publicKey, keyIdentifier: identifier)
            }
            _ = try ASN1Any(derEncoded: &nodes)
            _ = try ASN1BitString(derEncoded: &nodes)
            return body
        }
    }

    private static func keyIdentifier(in node: ASN1Node) throws -> [UInt8]? {
        guard case .constructed(let children) = node.content else { return nil }
        var found: [UInt8]?
        for child in children {
            guard case .constructed(let extensions) = child.content else { continue }
            for node in extensions {
                guard case .constructed(let parts) = node.content else { continue }
                let values = Array(parts)
                guard let first = values.first, let last = values.last,
                    try ASN1ObjectIdentifier(derEncoded: first) == ObjectIdentifiers.subjectKeyIdentifier
                else { continue }
                let content = try ASN1OctetString(derEncoded: last).bytes
                found = Array(try ASN1OctetString(derEncoded: content).bytes)
            }
        }
        return found
    }

    private static func serialized(_ any: ASN1Any) throws -> [UInt8] {
        var coder = DER.Serializer()
        try coder.serialize(any)
        return coder.serializedBytes
    }
}
