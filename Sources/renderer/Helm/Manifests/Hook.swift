/// An object that is not part of a release, but is applied at some point of its life (`helm.sh/hook`).
package struct Hook: Sendable, Hashable {
    /// A point in the life of a release.
    package enum Event: String, Sendable, Hashable, CaseIterable {
        case preInstall = "pre-install"
        case postInstall = "post-install"
        case preDelete = "pre-delete"
        case postDelete = "post-delete"
        case preUpgrade = "pre-upgrade"
        case postUpgrade = "post-upgrade"
        case preRollback = "pre-rollback"
        case postRollback = "post-rollback"
        case test = "test"

        /// Also `test-success`, which charts for Helm 2 have.
        init?(annotation: String) {
            if annotation == "test-success" { self = .test } else { self.init(rawValue: annotation) }
        }
    }

    package let document: ChartDocument
    package let events: [Event]
    /// Hooks of one event run from the lowest weight to the highest.
    package let weight: Int
    /// When the object is deleted: `before-hook-creation`, `hook-succeeded`, `hook-failed`.
    package let deletePolicies: [String]

    /// The hook that a document's annotations make of it; nil if there is an event that Helm does not know.
    init?(_ document: ChartDocument, events: String) {
        self.document = document
        var known: [Event] = []
        for name in Self.names(in: events) {
            guard let event = Event(annotation: name) else { return nil }
            known.append(event)
        }
        self.events = known
        weight = document.annotations["helm.sh/hook-weight"].flatMap { Int($0) } ?? 0
        deletePolicies = document.annotations["helm.sh/hook-delete-policy"].map(Self.names) ?? []
    }

    /// Names with commas between them, in lower case.
    private static func names(in text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { part in
            String(decoding: ASCII.trimmed(Array(part)[...]), as: UTF8.self).lowercased()
        }
    }
}
