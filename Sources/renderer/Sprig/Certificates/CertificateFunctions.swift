import Encoding
import GoTemplate

/// Keys and certificates, which stay the same for each owner: of P-256 where the template does not say otherwise.
enum CertificateFunctions {
    static let functions: FunctionMap = {
        var all = FunctionMap()
        all["genPrivateKey"] = genPrivateKey
        all["buildCustomCert"] = buildCustomCert
        all["genCA"] = genCA(withKey: false)
        all["genCAWithKey"] = genCA(withKey: true)
        all["genSelfSignedCert"] = genSelfSignedCert(withKey: false)
        all["genSelfSignedCertWithKey"] = genSelfSignedCert(withKey: true)
        all["genSignedCert"] = genSignedCert(withKey: false)
        all["genSignedCertWithKey"] = genSignedCert(withKey: true)
        return all
    }()

    private static let genPrivateKey = Function(
        parameters: [.string], result: .string
    ) { arguments, execution throws(FunctionError) in
        let kind = arguments[0].byteString
        guard let key = try SigningKey.make(kind.description, execution) else { return .text("Unknown type \(kind)") }
        return .text(try pem(of: key))
    }

    private static let buildCustomCert = Function(
        parameters: [.string, .string], result: CertificateObject.type, returnsError: true
    ) { arguments, _ throws(FunctionError) in
        guard case .success(let certificate) = Base64.decoded(arguments[0].byteString) else {
            throw FunctionError("unable to decode base64 certificate")
        }
        guard case .success(let key) = Base64.decoded(arguments[1].byteString) else {
            throw FunctionError("unable to decode base64 private key")
        }
        guard let pem = PEM(certificate) else { throw FunctionError("unable to decode certificate") }
        _ = try signer(pem)
        _ = try key.signingKey("error parsing private key")
        return .object(CertificateObject(certificate: certificate, key: key))
    }

    private static func genCA(withKey hasKey: Bool) -> Function {
        Function(
            parameters: [.string, .int] + (hasKey ? [.string] : []), result: CertificateObject.type, returnsError: true
        ) { arguments, execution throws(FunctionError) in
            let given = try hasKey ? arguments[2].byteString.signingKey("parsing private key") : nil
            var stream = try execution.randomStream()
            let key = given ?? .p256(from: &stream)
            let now = try execution.now().seconds
            let template = try CertificateTemplate.make(
                arguments[0].byteString, addresses: [], names: [], days: arguments[1].int64, isAuthority: true,
                start: now, key: key, &stream)
            return try certificate(template, key, signedBy: .init(key: key, certificate: nil))
        }
    }

    private static func genSelfSignedCert(withKey hasKey: Bool) -> Function {
        Function(
            parameters: [.string, .list, .list, .int] + (hasKey ? [.string] : []), result: CertificateObject.type,
            returnsError: true
        ) { arguments, execution throws(FunctionError) in
            let given = try hasKey ? arguments[4].byteString.signingKey("parsing private key") : nil
            var stream = try execution.randomStream()
            let key = given ?? .p256(from: &stream)
            let template = try leaf(arguments, key, execution, &stream)
            return try certificate(template, key, signedBy: .init(key: key, certificate: nil))
        }
    }

    private static func genSignedCert(withKey hasKey: Bool) -> Function {
        Function(
            parameters: [.string, .list, .list, .int, CertificateObject.type] + (hasKey ? [.string] : []),
            result: CertificateObject.type, returnsError: true
        ) { arguments, execution throws(FunctionError) in
            let given = try hasKey ? arguments[5].byteString.signingKey("parsing private key") : nil
            var stream = try execution.randomStream()
            let key = given ?? .p256(from: &stream)
            guard case .object(let object) = arguments[4], let authority = object as? CertificateObject,
                let pem = PEM(authority.certificate)
            else { throw FunctionError("unable to decode certificate") }
            let parent = try signer(pem)
            let parentKey = try authority.key.signingKey("error parsing private key")
            let template = try leaf(arguments, key, execution, &stream)
            guard parentKey.isKey(of: parent) else {
                throw FunctionError("error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey")
            }
            return try certificate(template, key, signedBy: .init(key: parentKey, certificate: parent))
        }
    }

    /// What a certificate says that signs no others.
    private static func leaf(
        _ arguments: [Value], _ key: SigningKey, _ execution: Execution, _ stream: inout RandomStream
    ) throws(FunctionError) -> CertificateTemplate {
        let (addresses, names) = (arguments[1].elements, arguments[2].elements)
        try execution.charge(bytes: (addresses.count + names.count) * 512)
        let now = try execution.now().seconds
        return try CertificateTemplate.make(
            arguments[0].byteString, addresses: addresses, names: names, days: arguments[3].int64, isAuthority: false,
            start: now, key: key, &stream)
    }

    private static func certificate(
        _ template: CertificateTemplate, _ key: SigningKey, signedBy signer: CertificateTemplate.Signer
    ) throws(FunctionError) -> Value {
        let bytes = try template.signed(for: key, by: signer)
        let text = PEM(type: "CERTIFICATE", bytes: bytes).text
        return .object(CertificateObject(certificate: ByteString(text), key: ByteString(try pem(of: key))))
    }

    private static func pem(of key: SigningKey) throws(FunctionError) -> String {
        do { return try key.pem() } catch { throw FunctionError("error pem-encoding key: \(error)") }
    }

    private static func signer(_ pem: PEM) throws(FunctionError) -> SignerCertificate {
        do throws(FunctionError) { return try SignerCertificate(pem.bytes) } catch {
            throw FunctionError("error parsing certificate: decodedCert.Bytes: \(error.message)")
        }
    }
}

extension ByteString {
    /// The private key that the text is.
    fileprivate func signingKey(_ what: String) throws(FunctionError) -> SigningKey {
        do throws(FunctionError) { return try SigningKey(pem: self) } catch {
            throw FunctionError("\(what): \(error.message)")
        }
    }
}

extension Value {
    /// The elements of an argument that is declared as a list.
    fileprivate var elements: [Value] {
        if case .list(let list) = underlying { list.elements } else { [] }
    }
}
