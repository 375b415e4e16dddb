import HTTP
import JSON
import Logging

extension KubernetesClient {
    /// The resource that serves a kind.
    ///
    /// What the server said before is believed for ten minutes, except that it does not serve a kind: that is asked again, once a
    /// second for each group and version at most.
    ///
    /// - Throws: ``KubernetesError`` with ``KubernetesError/isUnknownKind`` if the server does not serve it (now).
    package func resource(for kind: GroupVersionKind) async throws(KubernetesError) -> APIResource {
        let operation = "find \(kind)"
        if let found = try await resource(kind.group, kind.version, operation, where: { $0.kind == kind.kind }) { return found }
        throw KubernetesError(operation, .unknownKind(kind))
    }

    /// The resource of a group, version and plural name.
    ///
    /// - Throws: ``KubernetesError`` with ``KubernetesError/isUnknownKind`` if the server does not serve it (now).
    package func resource(group: String, version: String, plural: String) async throws(KubernetesError) -> APIResource {
        let operation = "find \(group.isEmpty ? plural : "\(plural).\(group)")"
        if let found = try await resource(group, version, operation, where: { $0.plural == plural }) { return found }
        throw KubernetesError(operation, .unknownResource(group: group, version: version, plural: plural))
    }

    /// The resource that serves a kind in whichever version the server prefers, for what is only known as `Deployment.apps`.
    ///
    /// - Throws: ``KubernetesError`` with ``KubernetesError/isUnknownKind`` if the server does not serve it (now).
    package func resource(group: String, kind: String) async throws(KubernetesError) -> APIResource {
        let operation = "find \(group.isEmpty ? kind : "\(kind).\(group)")"
        for unsatisfying in [false, true] {
            let groups = try await groups(unsatisfying: unsatisfying, operation)
            for version in groups.first(where: { $0.name == group })?.versions ?? [] {
                if let found = try await resource(group, version, operation, where: { $0.kind == kind }) { return found }
            }
        }
        throw KubernetesError(operation, .unknownKind(GroupVersionKind(group: group, version: "*", kind: kind)))
    }

    /// All resources, each in the version that the server prefers among those that have it.
    ///
    /// Groups whose server is not there at the moment (aggregated ones) are left out, and logged.
    package func allResources() async throws(KubernetesError) -> [APIResource] {
        let operation = "find all resources"
        var all: [APIResource] = []
        for group in try await groups(unsatisfying: false, operation) {
            // The preferred version comes first; the others may have kinds that it lacks.
            var seen: Set<String> = []
            for version in group.versions {
                do throws(KubernetesError) {
                    let served = try await resources(group.name, version, unsatisfying: false, operation)
                    all += served.filter { seen.insert($0.plural).inserted }
                } catch {
                    if error.isCancelled || error.isUnauthorized { throw error }
                    logger.warning(
                        "The resources of an API group cannot be found out",
                        metadata: ["group": "\(group.name)/\(version)", "error": "\(error.message)"])
                }
            }
        }
        return all
    }

    /// Forgets what the server said it serves: of one group and version, or of all.
    ///
    /// To be called after a CustomResourceDefinition was established, and when requests for a resource answer "not found".
    package func forgetDiscovery(group: String? = nil, version: String? = nil) {
        if let group, let version {
            discovery.forget(group.isEmpty ? version : "\(group)/\(version)")
        } else {
            discovery.forget(nil)
        }
    }

    private func resource(
        _ group: String, _ version: String, _ operation: String, where isWanted: (APIResource) -> Bool
    ) async throws(KubernetesError) -> APIResource? {
        let known = try await resources(group, version, unsatisfying: false, operation)
        if let found = known.first(where: isWanted) { return found }
        return try await resources(group, version, unsatisfying: true, operation).first(where: isWanted)
    }

    /// The resources of a group and version, as they are known or as the server tells them.
    func resources(
        _ group: String, _ version: String, unsatisfying: Bool, _ operation: String
    ) async throws(KubernetesError) -> [APIResource] {
        let groupVersion = group.isEmpty ? version : "\(group)/\(version)"
        if let known = discovery.resources(of: groupVersion, unsatisfying: unsatisfying) { return known }
        var path = "/api/"
        if !group.isEmpty {
            path = "/apis/"
            ResourcePath.escape(group, into: &path)
            path += "/"
        }
        ResourcePath.escape(version, into: &path)
        let call = Self.discoveryCall(path, operation)
        let answer = await discovery.ask(groupVersion) { [self] () async throws(KubernetesError) in
            guard let list = try await document(call) else { return [] }
            return Self.resources(in: list, group: group, version: version)
        }
        guard let answer else { throw KubernetesError(operation, .cancelled) }
        return try answer.get()
    }

    private func groups(
        unsatisfying: Bool, _ operation: String
    ) async throws(KubernetesError) -> [DiscoveryCache.Group] {
        if let known = discovery.groups(unsatisfying: unsatisfying) { return known }
        let answer = await discovery.askGroups { [self] () async throws(KubernetesError) in
            let core = try await document(Self.discoveryCall("/api", operation))
            let named = try await document(Self.discoveryCall("/apis", operation))
            return [core, named].flatMap { $0.map(Self.groups) ?? [] }
        }
        guard let answer else { throw KubernetesError(operation, .cancelled) }
        return try answer.get()
    }

    /// A question of discovery, which is small: an aggregated API server that is stuck is not waited for as long as for a list.
    static func discoveryCall(_ path: String, _ operation: String) -> APICall {
        var call = APICall(.get, ResourcePath(path), operation: operation)
        call.timeout = .seconds(20)
        return call
    }

    /// The JSON that answers `call`; nil if there is no such path.
    func document(_ call: APICall) async throws(KubernetesError) -> JSONValue? {
        let body: [UInt8]
        do throws(KubernetesError) {
            body = try await perform(call).body
        } catch {
            if error.isNotFound { return nil }
            throw error
        }
        do throws(JSONError) {
            return try JSONValue(parsing: body)
        } catch {
            throw KubernetesError(call.operation(), .invalidResponse("\(error)"))
        }
    }

    /// Reads an `APIGroupList`, or the `APIVersions` of the core group.
    static func groups(in list: JSONValue) -> [DiscoveryCache.Group] {
        if let versions = list["versions"]?.arrayValue {
            return [DiscoveryCache.Group(name: "", versions: versions.compactMap(\.stringValue))]
        }
        return (list["groups"]?.arrayValue ?? []).compactMap(group)
    }

    /// Reads an `APIGroup`.
    private static func group(_ value: JSONValue) -> DiscoveryCache.Group? {
        guard let name = value["name"]?.stringValue else { return nil }
        let preferred = value["preferredVersion"]?["version"]?.stringValue
        let versions = (value["versions"]?.arrayValue ?? []).compactMap { $0["version"]?.stringValue }
        return DiscoveryCache.Group(name: name, versions: [preferred].compactMap { $0 } + versions.filter { $0 != preferred })
    }

    /// Reads an `APIResourceList`.
    private static func resources(in list: JSONValue, group: String, version: String) -> [APIResource] {
        var resources: [APIResource] = []
        var subresources: [String: Set<String>] = [:]
        for item in list["resources"]?.arrayValue ?? [] {
            guard let name = item["name"]?.stringValue, let kind = item["kind"]?.stringValue else { continue }
            if let slash = name.firstIndex(of: "/") {
                subresources[String(name[..<slash]), default: []].insert(String(name[name.index(after: slash)...]))
                continue
            }
            resources.append(
                APIResource(
                    group: group, version: version, plural: name, kind: kind,
                    namespaced: item["namespaced"]?.boolValue ?? false,
                    verbs: Set((item["verbs"]?.arrayValue ?? []).compactMap(\.stringValue)),
                    shortNames: (item["shortNames"]?.arrayValue ?? []).compactMap(\.stringValue)))
        }
        for index in resources.indices {
            resources[index].subresources = subresources[resources[index].plural] ?? []
        }
        return resources
    }
}
