import Helm
import JSON

/// Makes the manifests of a bundle, and its rollout, of what a chart was rendered to.
struct ChartBundling {
    /// Where objects go that name no namespace; nil leaves that to the applier.
    let namespace: String?
    /// Whether the objects are waited for, and for how many seconds at most.
    let waitSeconds: Int64?

    /// The definitions of `crds/` first, then the objects in the order in which Helm installs them; hooks are part of the rollout.
    func rendering(_ chart: RenderedChart) throws(RenderError) -> RenderedBundle {
        let manifests = try named(try declared(by: chart))
        var rollout: [(String, JSONValue)] = []
        let hooks = try self.hooks(of: chart)
        if !hooks.isEmpty { rollout.append(("hooks", .array(hooks))) }
        if let waitSeconds {
            rollout.append(("wait", true))
            rollout.append(("waitTimeoutSeconds", .integer(waitSeconds)))
        }
        return RenderedBundle(
            manifests, rollout: rollout.isEmpty ? nil : RawJSON(.object(JSONObject(rollout))), message: chart.notes)
    }

    /// The objects with their templates: definitions, what Helm installs, and hooks, each in Helm's order.
    func parts(_ chart: RenderedChart) throws(RenderError) -> [RenderedPart] {
        var parts = try declared(by: chart)
        let manifests = try named(parts)
        for place in parts.indices { parts[place].manifest = manifests[place] }
        for hook in chart.hooks {
            let isTest = hook.events.allSatisfy { $0 == .test }
            for manifest in try reader(of: hook.document).unnamed(hook.document.value, line: hook.document.line) {
                parts.append(RenderedPart(.hook(isTest: isTest), placed(manifest), source: hook.document.source))
            }
        }
        return parts
    }

    /// The objects under the names that a bundle calls them by.
    private func named(_ parts: [RenderedPart]) throws(RenderError) -> [Manifest] {
        var manifests = parts.map(\.manifest)
        do throws(ManifestReader.NameClash) { try ManifestReader.giveNames(to: &manifests) } catch {
            let (first, second) = (parts[error.first], parts[error.second])
            // What is below crds/ stands there as it is.
            let place = first.role == .definition ? ":\(first.manifest.line)" : " (line \(first.manifest.line) of its output)"
            let reader = ManifestReader(template: second.source) { line in
                second.role == .definition ? (second.source, line) : nil
            }
            throw reader.failure(of: error, written: "by \(first.source)\(place)", again: second.manifest.line)
        }
        return manifests
    }

    private func declared(by chart: RenderedChart) throws(RenderError) -> [RenderedPart] {
        var parts: [RenderedPart] = []
        for file in chart.definitions {
            let reader = ManifestReader(template: file.name) { (file.name, $0) }
            for manifest in try reader.unnamed(in: file.bytes) {
                parts.append(RenderedPart(.definition, placed(manifest), source: file.name))
            }
        }
        for document in chart.documents {
            for manifest in try reader(of: document).unnamed(document.value, line: document.line) {
                parts.append(RenderedPart(.object, placed(manifest), source: document.source))
            }
        }
        return parts
    }

    private func reader(of document: ChartDocument) -> ManifestReader {
        ManifestReader(template: document.source) { _ in nil }
    }

    private func hooks(of chart: RenderedChart) throws(RenderError) -> [JSONValue] {
        var hooks: [JSONValue] = []
        for hook in chart.hooks {
            let document = hook.document
            for manifest in try reader(of: document).unnamed(document.value, line: document.line) {
                hooks.append([
                    "name": .string("\(manifest.kind)/\(manifest.name)"),
                    "events": .array(hook.events.map { .string($0.rawValue) }),
                    "weight": .integer(Int64(hook.weight)), "deletePolicies": .array(hook.deletePolicies.map { .string($0) }),
                    "manifest": placed(document.value),
                ])
            }
        }
        return hooks
    }

    private func placed(_ manifest: Manifest) -> Manifest {
        // What was written from a value reads back.
        guard namespace != nil, let value = try? manifest.object.value() else { return manifest }
        var placed = Manifest(
            name: manifest.name, object: RawJSON(self.placed(value)), apiVersion: manifest.apiVersion, kind: manifest.kind,
            line: manifest.line)
        placed.name = manifest.name
        return placed
    }

    /// The object in the namespace, if it names none. The applier takes it away again from what is in no namespace.
    private func placed(_ value: JSONValue) -> JSONValue {
        guard let namespace, (value["metadata"]?["namespace"]?.stringValue ?? "").isEmpty else { return value }
        var placed = value
        var metadata = value["metadata"] ?? [:]
        metadata["namespace"] = .string(namespace)
        placed["metadata"] = metadata
        return placed
    }
}
