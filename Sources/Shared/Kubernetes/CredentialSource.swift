import Encoding
import HTTP
import Logging

/// Gives the credential for each request, fresh where it changes by itself.
final class CredentialSource: Sendable {
    private enum Origin {
        case fixed(Credential)
        case file(TokenFile)
        case exec(ExecSession)
    }

    private let origin: Origin

    /// The credentials that `configuration` names.
    init(_ configuration: ClientConfiguration, logger: Logger) {
        origin =
            switch configuration.authentication {
            case .none: .fixed(Credential())
            case .token(let token): .fixed(Credential(authorization: Self.bearer(token)))
            case .basic(let username, let password):
                .fixed(Credential(authorization: Self.basic(username: username, password: password)))
            case .tokenFile(let path, let fallback): .file(TokenFile(path, fallback: fallback, logger: logger))
            case .exec(let plugin): .exec(ExecSession(plugin, configuration: configuration))
            }
    }

    /// The credential to use now.
    func current() async throws(KubernetesError) -> Credential {
        switch origin {
        case .fixed(let credential): credential
        case .file(let file): Credential(authorization: Self.bearer(try file.token()))
        case .exec(let session): try await session.credential()
        }
    }

    /// Looks for another credential after the server refused `credential`; false if there is none.
    func renew(refused credential: Credential) async throws(KubernetesError) -> Bool {
        switch origin {
        case .fixed: return false
        case .file(let file):
            return Credential(authorization: Self.bearer(try file.reread())) != credential
        case .exec(let session):
            session.forget(credential)
            return try await session.credential() != credential
        }
    }

    static func bearer(_ token: Secret) -> Secret { Secret("Bearer " + token.revealed) }

    static func basic(username: String, password: Secret) -> Secret {
        Secret("Basic " + Base64.text(Array("\(username):\(password.revealed)".utf8)))
    }
}
