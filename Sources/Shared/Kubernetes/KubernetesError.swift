import HTTP

/// Why something that was asked of the cluster did not happen.
package struct KubernetesError: Error, Sendable, Hashable {
    /// The facts of the failure.
    package enum Cause: Sendable, Hashable {
        /// The API server refused.
        case status(Status)
        /// There was no answer.
        case transport(HTTPError)
        /// The API server does not serve this kind (now).
        case unknownKind(GroupVersionKind)
        /// The API server does not serve this resource (now).
        case unknownResource(group: String, version: String, plural: String)
        /// The API server does not accept who we say we are; the text says who that is.
        case unauthorized(Status, identity: String)
        /// The credentials could not be had: a file that cannot be read, a plugin that failed.
        case credentials(String)
        /// The kubeconfig, or what a pod has in its place, cannot be used.
        case configuration(String)
        /// The request cannot be made, such as of a name that no object can have.
        case invalidRequest(String)
        /// What came back is not what the API server answers.
        case invalidResponse(String)
        /// The task was cancelled.
        case cancelled
    }

    /// What was being done: `apply ConfigMap/default/web`, `list characters.stable.example.com`.
    package var operation: String

    /// What went wrong.
    package var cause: Cause

    /// A failure of `operation`.
    package init(_ operation: String, _ cause: Cause) {
        self.operation = operation
        self.cause = cause
    }

    /// What the API server answered, if it did.
    package var status: Status? {
        switch cause {
        case .status(let status), .unauthorized(let status, _): status
        default: nil
        }
    }

    /// Whether there is no such object, or no such resource.
    package var isNotFound: Bool { status?.code == 404 }
    /// Whether it exists already.
    package var isAlreadyExists: Bool { status?.reason == "AlreadyExists" }
    /// Whether somebody else changed the object, or manages the field.
    package var isConflict: Bool { status?.code == 409 && !isAlreadyExists }
    /// Whether it is a server-side apply that meets other field managers.
    package var isFieldManagerConflict: Bool { status.map { !$0.conflicts.isEmpty } ?? false }
    /// Whether the resource version (or the continue token) is too old: list again.
    package var isGone: Bool { status?.code == 410 || status?.reason == "Expired" || status?.reason == "Gone" }
    /// Whether we may not do this.
    package var isForbidden: Bool { status?.code == 403 }
    /// Whether the API server does not accept our credentials.
    package var isUnauthorized: Bool { status?.code == 401 }
    /// Whether the object is not valid.
    package var isInvalid: Bool { status?.code == 422 || status?.code == 400 }
    /// Whether the API server does not serve the kind or resource (now).
    package var isUnknownKind: Bool {
        switch cause {
        case .unknownKind, .unknownResource: true
        default: false
        }
    }
    /// Whether the task was cancelled.
    package var isCancelled: Bool {
        switch cause {
        case .cancelled: true
        case .transport(let error): error.kind == .cancelled
        default: false
        }
    }
    /// Whether the namespace that it should go to is not there, or on its way out.
    package var isNamespaceUnavailable: Bool {
        guard let status else { return false }
        return status.causes.contains { $0.reason == "NamespaceTerminating" }
            || (status.code == 404 && status.kind == "namespaces")
    }

    /// Whether the same request may well succeed a little later, without anything being changed.
    package var isTransient: Bool {
        switch cause {
        case .status(let status): status.code == 429 || status.code >= 500 || (status.code == 409 && status.conflicts.isEmpty)
        case .transport(let error): error.isTransient
        case .invalidResponse: true
        case .unknownKind, .unknownResource, .unauthorized, .credentials, .configuration, .invalidRequest, .cancelled: false
        }
    }

    /// How long the API server asks to wait before another try.
    package var retryAfter: Duration? { status?.retryAfterSeconds.map { .seconds(min($0, 3600)) } }
}

extension KubernetesError: CustomStringConvertible {
    package var description: String { "\(operation): \(message)" }

    /// The description without the operation: what the server said, or what happened instead.
    package var message: String {
        switch cause {
        case .status(let status): status.description
        case .transport(let error): error.description
        case .unknownKind(let kind): "the API server does not serve kind \"\(kind.kind)\" in \"\(kind.apiVersion)\""
        case .unknownResource(let group, let version, let plural):
            "the API server does not serve resource \"\(plural)\" in \"\(group.isEmpty ? version : group + "/" + version)\""
        case .unauthorized(let status, let identity): "the API server does not accept the credentials of \(identity): \(status)"
        case .credentials(let text), .configuration(let text), .invalidRequest(let text): text
        case .invalidResponse(let text): "the API server's answer is not valid: \(text)"
        case .cancelled: "cancelled"
        }
    }
}
