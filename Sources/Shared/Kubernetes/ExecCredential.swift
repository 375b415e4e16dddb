import HTTP
import JSON
import Unix

/// What an exec plugin prints: an `ExecCredential` with a status.
struct ExecCredential: Sendable {
    /// The token or certificate.
    var credential: Credential
    /// When it ends; nil: with the program.
    var expiration: Timestamp?

    /// Reads the output of a plugin that was asked in `apiVersion`.
    ///
    /// - Throws: A sentence about what is wrong, without the output, which holds secrets.
    init(output: [UInt8], apiVersion: String) throws(Problem) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: output)
        } catch {
            throw Problem(text: "its output is not JSON (line \(error.line), column \(error.column))")
        }
        guard value["kind"]?.stringValue == "ExecCredential" else { throw Problem(text: "its output is no ExecCredential") }
        let version = value["apiVersion"]?.stringValue ?? ""
        guard version == apiVersion else {
            throw Problem(text: "it answers in \"\(version)\" where the kubeconfig says \"\(apiVersion)\"")
        }
        guard let status = value["status"], !status.isNull else { throw Problem(text: "its output has no status") }
        let token = Self.text(status, "token")
        let certificate = Self.text(status, "clientCertificateData")
        let key = Self.text(status, "clientKeyData")
        guard (certificate == nil) == (key == nil) else {
            throw Problem(text: "it gives only one of clientCertificateData and clientKeyData")
        }
        guard token != nil || certificate != nil else {
            throw Problem(text: "it gives neither a token nor a client certificate")
        }
        credential = Credential(
            authorization: token.map { CredentialSource.bearer(Secret($0)) }, certificate: certificate.map(Secret.init),
            key: key.map(Secret.init))
        if let text = status["expirationTimestamp"]?.stringValue {
            guard let moment = Timestamp(parsing: text) else {
                throw Problem(text: "its expirationTimestamp \"\(text)\" is not a time in RFC 3339")
            }
            expiration = moment
        }
    }

    /// The text at `key`; nil if there is none, or an empty one.
    private static func text(_ status: JSONValue, _ key: String) -> String? {
        guard let text = status[key]?.stringValue, !text.isEmpty else { return nil }
        return text
    }

    /// What is wrong with a plugin's output.
    struct Problem: Error {
        let text: String
    }
}
