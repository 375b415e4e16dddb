import Events
import Kubernetes

/// What is known of what the cluster can do, from one answer to the next.
struct KnownCapabilities: Sendable {
    /// More than this many groups, versions and kinds are not told; a large cluster has about a thousand.
    static let maximumCount = 50_000
    /// A name that is longer than this, in bytes, is none that Kubernetes allows.
    static let maximumLength = 512

    /// The kinds by their group and version.
    private var kinds: [String: Set<String>] = [:]

    /// Takes an answer.
    ///
    /// The kinds of a group that did not answer stay as they were: that its server is down for a moment is no reason to render
    /// everything as if there were no such kinds.
    ///
    /// - Returns: What there is to tell.
    mutating func take(_ answer: CapabilityAnswer) -> ClusterCapabilities {
        var current: [String: Set<String>] = [:]
        for version in answer.versions where version.apiVersion.utf8.count <= Self.maximumLength {
            var served = Set(version.kinds.filter { $0.utf8.count <= Self.maximumLength })
            if !version.isCurrent { served.formUnion(kinds[version.apiVersion] ?? []) }
            current[version.apiVersion, default: []].formUnion(served)
        }
        kinds = current
        var names = Array(current.keys)
        for (apiVersion, served) in current { for kind in served { names.append("\(apiVersion)/\(kind)") } }
        names.sort()
        return ClusterCapabilities(kubeVersion: answer.kubeVersion, apiVersions: Array(names.prefix(Self.maximumCount)))
    }

    /// Whether the cluster serves a kind.
    func has(_ kind: String, in apiVersion: String) -> Bool { kinds[apiVersion]?.contains(kind) ?? false }
}
