import Crypto
import GoTemplate
import SwiftASN1

extension CertificateTemplate {
    /// Who signs a certificate.
    struct Signer {
        let key: SigningKey
        /// The signer's own certificate; nil for one who signs for himself.
        let certificate: SignerCertificate?
    }

    /// The certificate's bytes.
    ///
    /// - Parameters:
    ///   - key: Whose public key it carries.
    ///   - signer: Who signs it.
    func signed(for key: SigningKey, by signer: Signer) throws(FunctionError) -> [UInt8] {
        do {
            var body = DER.Serializer()
            try serializeBody(key, signer, into: &body)
            let signature = try signer.key.sign(body.serializedBytes)
            var whole = DER.Serializer()
            try whole.appendConstructedNode(identifier: .sequence) { coder in
                coder.serializeRawBytes(body.serializedBytes)
                try signer.key.serializeAlgorithm(into: &coder)
                try coder.serialize(ASN1BitString(bytes: signature[...]))
            }
            return whole.serializedBytes
        } catch {
            throw FunctionError("error creating certificate: \(error)")
        }
    }

    private func serializeBody(_ key: SigningKey, _ signer: Signer, into coder: inout DER.Serializer) throws {
        let subject = try subject()
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific) { try $0.serialize(2) }
            try coder.serialize(serialNumber[...].unsignedInteger)
            try signer.key.serializeAlgorithm(into: &coder)
            coder.serializeRawBytes(signer.certificate?.subject ?? subject)
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try serialize(start, into: &coder)
                try serialize(end, into: &coder)
            }
            coder.serializeRawBytes(subject)
            try key.serializePublicKey(into: &coder)
            try coder.serialize(explicitlyTaggedWithTagNumber: 3, tagClass: .contextSpecific) { coder in
                try coder.appendConstructedNode(identifier: .sequence) { coder in
                    try serializeExtensions(key, signer, subject: subject, into: &coder)
                }
            }
        }
    }

    /// The name: of one part, printable text where it can be.
    private func subject() throws -> [UInt8] {
        var coder = DER.Serializer()
        let text = commonName.bytes
        let printable = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 '()+,-./:=?".utf8)
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            if text.isEmpty { return }
            try coder.appendConstructedNode(identifier: .set) { coder in
                try coder.appendConstructedNode(identifier: .sequence) { coder in
                    try coder.serialize(ObjectIdentifiers.commonName)
                    if text.allSatisfy(printable.contains) {
                        try coder.serialize(try ASN1PrintableString(contentBytes: text[...]))
                    } else {
                        try coder.serialize(ASN1UTF8String(contentBytes: Array(commonName.description.utf8)[...]))
                    }
                }
            }
        }
        return coder.serializedBytes
    }

    /// A moment: in the shorter form up to 2049.
    private func serialize(_ seconds: Int64, into coder: inout DER.Serializer) throws {
        let time = GoTime(seconds: seconds, nanoseconds: 0, zone: .utc)
        let (date, clock) = (time.date, time.clock)
        let year = Int(date.year)
        if (1950...2049).contains(year) {
            try coder.serialize(
                try UTCTime(
                    year: year, month: date.month, day: date.day, hours: clock.hour, minutes: clock.minute, seconds: clock.second)
            )
        } else {
            try coder.serialize(
                try GeneralizedTime(
                    year: year, month: date.month, day: date.day, hours: clock.hour, minutes: clock.minute, seconds: clock.second,
                    fractionalSeconds: 0))
        }
    }

    private func serializeExtensions(
        _ key: SigningKey, _ signer: Signer, subject: [UInt8], into coder: inout DER.Serializer
    ) throws {
        // Signing and enciphering keys; an authority also signs certificates.
        let usage = isAuthority ? ASN1BitString(bytes: [0xA4], paddingBits: 2) : ASN1BitString(bytes: [0xA0], paddingBits: 5)
        try Self.serialize(ObjectIdentifiers.keyUsage, isCritical: true, into: &coder) { try $0.serialize(usage) }
        try Self.serialize(ObjectIdentifiers.extendedKeyUsage, into: &coder) { coder in
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.serialize(ObjectIdentifiers.serverAuthentication)
                try coder.serialize(ObjectIdentifiers.clientAuthentication)
            }
        }
        try Self.serialize(ObjectIdentifiers.basicConstraints, isCritical: true, into: &coder) { coder in
            try coder.appendConstructedNode(identifier: .sequence) { if isAuthority { try $0.serialize(true) } }
        }
        if isAuthority {
            let identifier = Array(Insecure.SHA1.hash(data: try key.publicBytes()))
            try Self.serialize(ObjectIdentifiers.subjectKeyIdentifier, into: &coder) { coder in
                try coder.serialize(ASN1OctetString(contentBytes: identifier[...]))
            }
        }
        if let parent = signer.certificate, let identifier = parent.keyIdentifier, parent.subject != subject {
            try Self.serialize(ObjectIdentifiers.authorityKeyIdentifier, into: &coder) { coder in
                coder.appendConstructedNode(identifier: .sequence) { coder in
                    coder.appendPrimitiveNode(identifier: Self.tag(0)) { $0.append(contentsOf: identifier) }
                }
            }
        }
        if names.isEmpty, addresses.isEmpty { return }
        try Self.serialize(ObjectIdentifiers.subjectAlternativeName, isCritical: commonName.isEmpty, into: &coder) { coder in
            coder.appendConstructedNode(identifier: .sequence) { coder in
                for name in names { coder.appendPrimitiveNode(identifier: Self.tag(2)) { $0.append(contentsOf: name.bytes) } }
                for address in addresses { coder.appendPrimitiveNode(identifier: Self.tag(7)) { $0.append(contentsOf: address) } }
            }
        }
    }

    private static func tag(_ number: UInt) -> ASN1Identifier {
        ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
    }

    private static func serialize(
        _ identifier: ASN1ObjectIdentifier, isCritical: Bool = false, into coder: inout DER.Serializer,
        _ body: (inout DER.Serializer) throws -> Void
    ) throws {
        var content = DER.Serializer()
        try body(&content)
        let bytes = content.serializedBytes
        try coder.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(identifier)
            if isCritical { try coder.serialize(true) }
            try coder.serialize(ASN1OctetString(contentBytes: bytes[...]))
        }
    }
}
