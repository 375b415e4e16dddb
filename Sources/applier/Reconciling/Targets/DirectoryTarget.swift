import Events
import JSON
import Logging
import Synchronization
import Unix
import YAML

/// A tree of YAML files as the target: one file an object, written atomically, pruned like a cluster.
///
/// The inventory is in the files themselves, in the labels and annotations that a cluster's members bear too. Files that this pipeline
/// did not write are neither changed nor removed, and nothing outside of the directory is touched, whatever a manifest is called.
package final class DirectoryTarget: Target {
    private let directory: Directory
    private let pipeline: String
    private let fallbackNamespace: String
    private let dryRun: Bool
    /// The members by path.
    private let members: Mutex<[String: FiledMember]>

    /// Opens a directory, makes it where it is not there, and reads which of its files are ours.
    ///
    /// - Parameter dryRun: Whether nothing is written.
    package init(
        path: String, pipeline: String, fallbackNamespace: String = "default", dryRun: Bool = false, logger: Logger
    ) throws(UnixError) {
        directory = try Directory(path, create: true)
        self.pipeline = pipeline
        self.fallbackNamespace = fallbackNamespace
        self.dryRun = dryRun
        var members: [String: FiledMember] = [:]
        for entry in try directory.entries(maximumDepth: 4) where entry.kind == .regular && entry.path.hasSuffix(".yaml") {
            do throws(UnixError) {
                let content = try directory.read(entry.path, maximumBytes: Event.maximumLineBytes)
                if let member = FiledMember(content, pipeline: pipeline) { members[entry.path] = member }
            } catch {
                logger.warning("unable to read a file of the target", metadata: ["file": "\(entry.path)", "reason": "\(error)"])
            }
        }
        self.members = Mutex(members)
    }

    package func apply(_ bundle: Bundle) async -> Report {
        let owner = bundle.owner
        let identity = OwnerIdentity(owner)
        let preparation = ManifestPreparation(
            owner: identity, pipeline: pipeline, fallbackNamespace: fallbackNamespace, refersToOwner: false)
        var manifests: [Manifest] = []
        var report = Report()
        for object in bundle.objects {
            do throws(ReconcilingError) {
                manifests.append(try Manifest(label: object.name, source: object.manifest))
            } catch {
                report.objects.append(.unreadable(object.name, error))
            }
        }
        let defined = Dictionary(
            manifests.compactMap { DefinedKind($0) }.map { ($0.groupKind, $0.namespaced) },
            uniquingKeysWith: { first, _ in first })
        var written: Set<String> = []
        for manifest in manifests {
            let namespaced = defined[manifest.groupKind] ?? BuiltInScope.isNamespaced(manifest.groupKind)
            report.objects.append(write(manifest, namespaced: namespaced, preparation, identity, &written))
        }
        guard !report.failed else { return report }
        report.objects += remove(action: .prune, of: identity) { !written.contains($0) }
        return report
    }

    package func tearDown(_ teardown: Teardown) async -> Report {
        Report(objects: remove(action: .delete, of: OwnerIdentity(teardown.owner)) { _ in true })
    }

    package func orphans(of resource: ResourceReference, told: @Sendable @escaping (String) -> Bool) async -> [Owner] {
        let owners = members.withLock {
            Dictionary($0.values.map { ($0.owner, $0.applySet) }, uniquingKeysWith: { first, _ in first })
        }
        return owners.sorted { $0.key < $1.key }.compactMap { key, applySet in
            guard !told(key), let owner = Owner(key: key, of: resource) else { return nil }
            return OwnerIdentity(owner).applySet.id == applySet ? owner : nil
        }
    }

    package func tearDownOrphan(_ owner: Owner) async -> Report {
        await tearDown(Teardown(owner: owner, reason: .deleted))
    }

    /// Writes one object's file.
    ///
    /// - Parameter written: The paths of this bundle so far; this one is added.
    private func write(
        _ manifest: Manifest, namespaced: Bool, _ preparation: ManifestPreparation, _ owner: OwnerIdentity,
        _ written: inout Set<String>
    ) -> ObjectOutcome {
        let start = ContinuousClock.now
        var key = ObjectKey(groupKind: manifest.groupKind, namespace: manifest.namespace, name: manifest.name)
        func outcome(_ result: ObjectOutcome.Result, _ message: String? = nil) -> ObjectOutcome {
            ObjectOutcome(
                label: manifest.label, apiVersion: manifest.apiVersion, key: key, action: .apply, result: result,
                message: message, duration: ContinuousClock.now - start)
        }
        do {
            let object = try preparation.prepare(manifest, namespaced: namespaced)
            key = object.key
            let path = FileLayout.path(of: key)
            guard written.insert(path).inserted else {
                return outcome(.failed, "another manifest of the same bundle is of the same object")
            }
            let content = Array(YAML.text(try JSONValue(parsing: object.body)).utf8)
            let present = try presentContent(path)
            let refusal = claim(path, for: object, owner, present: present != nil, isKept: manifest.isKept)
            if let refusal { return outcome(.failed, refusal) }
            if present == content { return outcome(.unchanged) }
            if dryRun { return outcome(present == nil ? .created : .configured, "dry run") }
            // Secrets are for the eyes of whoever runs the applier.
            try directory.write(path, content, mode: manifest.kind == "Secret" ? 0o600 : 0o644)
            return outcome(present == nil ? .created : .configured)
        } catch {
            return outcome(.failed, "\(error)")
        }
    }

    private func presentContent(_ path: String) throws(UnixError) -> [UInt8]? {
        do throws(UnixError) {
            return try directory.read(path, maximumBytes: Event.maximumLineBytes)
        } catch {
            if error.isNotFound { return nil }
            throw error
        }
    }

    /// Makes a path an owner's; why that can not be, where it can not.
    private func claim(
        _ path: String, for object: PreparedObject, _ owner: OwnerIdentity, present: Bool, isKept: Bool
    ) -> String? {
        members.withLock { members in
            if let holder = members[path] {
                if holder.applySet != owner.applySet.id { return "it already belongs to \(holder.owner)" }
            } else if present {
                return "the file \"\(path)\" was not written by this pipeline"
            }
            members[path] = FiledMember(
                key: object.key, apiVersion: object.apiVersion, applySet: owner.applySet.id, owner: owner.key,
                isKept: isKept)
            return nil
        }
    }

    /// Removes those of an owner's files that `selects` names.
    private func remove(
        action: ObjectOutcome.Action, of owner: OwnerIdentity, where selects: (String) -> Bool
    ) -> [ObjectOutcome] {
        let own = members.withLock { $0.filter { $0.value.applySet == owner.applySet.id } }
        return own.filter { selects($0.key) }.sorted { $0.key > $1.key }.map { path, member in
            let start = ContinuousClock.now
            var message: String? = dryRun ? "dry run" : nil
            var result: ObjectOutcome.Result = action == .prune ? .pruned : .deleted
            if member.isKept {
                result = .kept
                message = "it stays, as its annotation \(MarkNames.resourcePolicy) says"
            } else if !dryRun {
                do throws(UnixError) {
                    if try !directory.remove(path) { message = "it was already gone" }
                    members.withLock { $0[path] = nil }
                } catch {
                    result = .failed
                    message = error.description
                }
            }
            return ObjectOutcome(
                label: member.key.description, apiVersion: member.apiVersion, key: member.key, action: action, result: result,
                message: message, duration: ContinuousClock.now - start)
        }
    }
}
