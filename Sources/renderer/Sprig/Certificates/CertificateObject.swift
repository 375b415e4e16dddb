import GoTemplate

/// A certificate and its private key in a template: `.Cert` and `.Key`, as PEM.
final class CertificateObject: TemplateObject {
    static let type = GoType.structure("sprig.certificate")

    let certificate: ByteString
    let key: ByteString

    init(certificate: ByteString, key: ByteString) {
        self.certificate = certificate
        self.key = key
    }

    var type: GoType { Self.type }
    var fields: [(name: String, value: Value)] { [("Cert", .string(certificate)), ("Key", .string(key))] }
}
