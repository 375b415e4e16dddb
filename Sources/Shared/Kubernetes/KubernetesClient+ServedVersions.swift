import HTTP
import JSON

extension KubernetesClient {
    /// What a server answers that tells everything at once, from Kubernetes 1.27 on, and what the others do.
    private static let aggregatedDiscovery = [
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
        "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList", "application/json",
    ].joined(separator: ",")

    /// How many questions are under way at once where each group and version has to be asked for.
    private static let questionsAtOnce = 8

    /// Every group and version that is served, and the kinds in it, asked for anew, in the order of discovery.
    ///
    /// A group that does not answer does not fail the others: what is known of it is not current then.
    ///
    /// - Throws: ``KubernetesError`` if the server cannot be asked, or does not say what it serves itself (`v1`).
    package func servedVersions() async throws(KubernetesError) -> [ServedVersion] {
        let operation = "find what is served"
        var versions: [ServedVersion] = []
        for path in ["/api", "/apis"] {
            var call = Self.discoveryCall(path, operation)
            call.accept = Self.aggregatedDiscovery
            guard let answer = try await document(call) else { continue }
            if answer["kind"]?.stringValue == "APIGroupDiscoveryList" {
                versions += (answer["items"]?.arrayValue ?? []).flatMap(Self.versions)
            } else {
                versions += try await servedVersions(of: Self.groups(in: answer), operation)
            }
        }
        return versions
    }

    /// Asks for each version of some groups, several at once.
    private func servedVersions(
        of groups: [DiscoveryCache.Group], _ operation: String
    ) async throws(KubernetesError) -> [ServedVersion] {
        let wanted = groups.flatMap { group in group.versions.map { (group: group.name, version: $0) } }
        let answers = await withTaskGroup(of: (Int, Result<ServedVersion, KubernetesError>).self) { tasks in
            var answers: [Int: Result<ServedVersion, KubernetesError>] = [:]
            for (number, (group, version)) in wanted.enumerated() {
                if number >= Self.questionsAtOnce, let (done, answer) = await tasks.next() { answers[done] = answer }
                tasks.addTask { (number, await self.servedVersion(group, version, operation)) }
            }
            for await (done, answer) in tasks { answers[done] = answer }
            return answers
        }
        var versions: [ServedVersion] = []
        for number in wanted.indices { if let answer = answers[number] { versions.append(try answer.get()) } }
        return versions
    }

    private func servedVersion(
        _ group: String, _ version: String, _ operation: String
    ) async -> Result<ServedVersion, KubernetesError> {
        let apiVersion = group.isEmpty ? version : "\(group)/\(version)"
        forgetDiscovery(group: group, version: version)
        do throws(KubernetesError) {
            let resources = try await resources(group, version, unsatisfying: false, operation)
            return .success(ServedVersion(apiVersion: apiVersion, kinds: resources.map(\.kind)))
        } catch {
            // The core group is the API server's own: where it is not told, nothing is.
            if error.isCancelled || error.isUnauthorized || group.isEmpty { return .failure(error) }
            return .success(ServedVersion(apiVersion: apiVersion, kinds: [], isCurrent: false))
        }
    }

    /// Reads an `APIGroupDiscovery`.
    private static func versions(_ group: JSONValue) -> [ServedVersion] {
        let name = group["metadata"]?["name"]?.stringValue ?? ""
        return (group["versions"]?.arrayValue ?? []).compactMap { version in
            guard let number = version["version"]?.stringValue else { return nil }
            let kinds = (version["resources"]?.arrayValue ?? []).compactMap { $0["responseKind"]?["kind"]?.stringValue }
            return ServedVersion(
                apiVersion: name.isEmpty ? number : "\(name)/\(number)", kinds: kinds.filter { !$0.isEmpty },
                isCurrent: version["freshness"]?.stringValue != "Stale")
        }
    }
}
