/// Why the applier can not do what a bundle asks for.
package struct ReconcilingError: Error, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Reason: Sendable {
        /// A manifest is not what an object of Kubernetes has to be.
        case invalidManifest(String)
        /// An object or an owner is kept by somebody else.
        case notOurs(String)
        /// The API server knows no such kind.
        case unknownKind(String)
        /// The API server, or the way to it, failed.
        case refused(String)
        /// Something did not come to be in time, and may yet.
        case pending(String)
        /// A file could not be read or written.
        case file(String)
    }

    package let reason: Reason

    package init(_ reason: Reason) { self.reason = reason }

    /// The sentence for people.
    package var description: String {
        switch reason {
        case .invalidManifest(let text), .notOurs(let text), .unknownKind(let text), .refused(let text), .pending(let text),
            .file(let text):
            text
        }
    }
}
