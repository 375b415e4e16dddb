import HTTP
import JSON

extension KubernetesClient {
    /// Reads one object.
    ///
    /// - Parameters:
    ///   - namespace: The object's namespace; of no meaning where the resource has none.
    ///   - subresource: What to read below the object: `status`, `scale`.
    ///   - metadataOnly: Whether `apiVersion`, `kind` (`PartialObjectMetadata`) and `metadata` are all that is wanted.
    package func get(
        _ resource: APIResource, namespace: String?, name: String, subresource: String? = nil, metadataOnly: Bool = false
    ) async throws(KubernetesError) -> RawJSON {
        let path = try ResourcePath(resource, namespace: namespace, name: name, subresource: subresource)
        var call = APICall(.get, path, operation: Self.subject("get", resource, namespace, name))
        if metadataOnly { call.acceptMetadata(list: false) }
        return try object(await perform(call), of: call)
    }

    /// Creates an object from its JSON.
    package func create(
        _ resource: APIResource, namespace: String?, body: [UInt8], fieldManager: String? = nil, dryRun: Bool = false
    ) async throws(KubernetesError) -> RawJSON {
        if resource.namespaced, namespace == nil {
            throw KubernetesError("create \(resource.kind)", .invalidRequest("its objects live in namespaces, and none is given"))
        }
        var path = try ResourcePath(resource, namespace: namespace)
        path.query("fieldManager", fieldManager)
        if dryRun { path.query("dryRun", "All") }
        var call = APICall(.post, path, operation: Self.subject("create", resource, namespace, nil))
        call.contentType = "application/json"
        call.body = body
        return try object(await perform(call), of: call)
    }

    /// Replaces an object, or its subresource, with its JSON; it has to carry the `resourceVersion` that it is based on.
    package func replace(
        _ resource: APIResource, namespace: String?, name: String, body: [UInt8], fieldManager: String? = nil,
        subresource: String? = nil, dryRun: Bool = false
    ) async throws(KubernetesError) -> RawJSON {
        var path = try ResourcePath(resource, namespace: namespace, name: name, subresource: subresource)
        path.query("fieldManager", fieldManager)
        if dryRun { path.query("dryRun", "All") }
        // Sent again after it arrived, it would meet its own change as a conflict.
        var call = APICall(
            .put, path, operation: Self.subject("replace", resource, namespace, name), isIdempotent: false)
        call.contentType = "application/json"
        call.body = body
        return try object(await perform(call), of: call)
    }

    /// Makes an object have what `body` states, and takes away what `fieldManager` stated before and no longer states.
    ///
    /// - Parameters:
    ///   - body: The object as JSON: `apiVersion`, `kind`, `metadata.name` and the fields that `fieldManager` cares for.
    ///   - force: Whether fields of other managers are taken over; if not, they are a conflict
    ///     (``KubernetesError/isFieldManagerConflict``).
    ///   - metadataOnly: Whether the metadata is all of the resulting object that is wanted.
    package func apply(
        _ resource: APIResource, namespace: String?, name: String, body: [UInt8], fieldManager: String, force: Bool,
        dryRun: Bool = false, subresource: String? = nil, metadataOnly: Bool = false
    ) async throws(KubernetesError) -> ApplyResponse {
        var path = try ResourcePath(resource, namespace: namespace, name: name, subresource: subresource)
        path.query("fieldManager", fieldManager)
        if force { path.query("force", "true") }
        if dryRun { path.query("dryRun", "All") }
        var call = APICall(
            .patch, path, operation: Self.subject("apply", resource, namespace, name), isIdempotent: true)
        call.contentType = PatchType.apply.rawValue
        call.body = body
        if metadataOnly { call.acceptMetadata(list: false) }
        let response = try await perform(call)
        return ApplyResponse(created: response.status == 201, object: try object(response, of: call))
    }

    /// Changes an object, or its subresource, by a patch.
    ///
    /// - Parameter isIdempotent: Whether the patch may be sent again after a connection was lost with it; a merge patch may, if
    ///   nothing is said.
    package func patch(
        _ resource: APIResource, namespace: String?, name: String, body: [UInt8], type: PatchType, fieldManager: String? = nil,
        subresource: String? = nil, force: Bool = false, dryRun: Bool = false, isIdempotent: Bool? = nil,
        metadataOnly: Bool = false
    ) async throws(KubernetesError) -> RawJSON {
        var path = try ResourcePath(resource, namespace: namespace, name: name, subresource: subresource)
        path.query("fieldManager", fieldManager)
        if force { path.query("force", "true") }
        if dryRun { path.query("dryRun", "All") }
        var call = APICall(
            .patch, path, operation: Self.subject("patch", resource, namespace, name),
            isIdempotent: isIdempotent ?? (type == .merge || type == .apply))
        call.contentType = type.rawValue
        call.body = body
        if metadataOnly { call.acceptMetadata(list: false) }
        return try object(await perform(call), of: call)
    }

    /// Deletes an object.
    ///
    /// - Parameters:
    ///   - uid: The object must have this uid: another of the same name is left alone (a conflict).
    ///   - resourceVersion: The object must not have changed since.
    ///   - propagation: What becomes of its dependents.
    package func delete(
        _ resource: APIResource, namespace: String?, name: String, uid: String? = nil, resourceVersion: String? = nil,
        propagation: DeletePropagation = .background, dryRun: Bool = false
    ) async throws(KubernetesError) -> DeleteOutcome {
        let path = try ResourcePath(resource, namespace: namespace, name: name)
        var call = APICall(.delete, path, operation: Self.subject("delete", resource, namespace, name))
        call.contentType = "application/json"
        call.body = Self.deleteOptions(uid, resourceVersion, propagation, dryRun: dryRun)
        let answer: RawJSON
        do throws(KubernetesError) {
            answer = try object(await perform(call), of: call)
        } catch {
            if error.isNotFound { return .absent }
            throw error
        }
        // A Status says that it is gone; the object itself comes back while something holds it.
        do throws(JSONError) {
            let found = try answer.find([["kind"], ["apiVersion"], ["metadata", "deletionTimestamp"]])
            let isStatus = found[0]?.string == "Status" && found[1]?.string == "v1"
            return isStatus || found[2] == nil ? .deleted : .deleting(answer)
        } catch {
            throw KubernetesError(call.operation(), .invalidResponse("\(error)"))
        }
    }

    private static func deleteOptions(
        _ uid: String?, _ resourceVersion: String?, _ propagation: DeletePropagation, dryRun: Bool
    ) -> [UInt8] {
        var options: JSONValue = [
            "kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": .string(propagation.rawValue),
        ]
        var preconditions = JSONObject()
        if let uid { preconditions["uid"] = .string(uid) }
        if let resourceVersion { preconditions["resourceVersion"] = .string(resourceVersion) }
        if !preconditions.isEmpty { options["preconditions"] = .object(preconditions) }
        if dryRun { options["dryRun"] = ["All"] }
        return options.serialized()
    }

    /// What is done to what: `apply Deployment.apps/default/web`.
    static func subject(_ verb: String, _ resource: APIResource, _ namespace: String?, _ name: String?) -> String {
        let kind = resource.groupVersionKind.groupKind
        let parts = [kind, resource.namespaced ? namespace : nil, name].compactMap { $0 }
        return "\(verb) \(parts.joined(separator: "/"))"
    }

    /// The body of an answer as an object.
    private func object(_ response: HTTPResponse, of call: APICall) throws(KubernetesError) -> RawJSON {
        do throws(JSONError) {
            return try RawJSON(validating: response.body)
        } catch {
            throw KubernetesError(call.operation(), .invalidResponse("\(error)"))
        }
    }
}
