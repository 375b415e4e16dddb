import Events
import JSON
import Unix

/// Looks at a directory time and again, and tells what differs from the look before.
struct DirectoryScanner {
    private struct Key: Hashable {
        let resource: Int
        let key: String
    }

    private struct Kind: Hashable {
        let group: String
        let kind: String
    }

    /// What is remembered of a file since it could be read last.
    private struct File {
        var status: FileStatus
        var keys: [Key] = []
        /// Some of its objects stand in another file too.
        var isShadowed = false
        var error: ManifestError?
    }

    private struct Generation {
        var number: Int64
        var digest: UInt64
    }

    private let path: String
    private let rules: ObservationRules
    private let outlet: Outlet
    private let reporter: DirectoryReporter
    private var names = KindNames()
    private var numbers: [Kind: Int] = [:]
    private var ledgers: [Ledger] = []
    private var modes: [TellingMode] = []
    private var files: [String: File] = [:]
    private var generations: [Key: Generation] = [:]
    /// Not everything could be told when it was due.
    private var owesAll = false
    private var isDirectoryMissing = false

    init(_ path: String, rules: ObservationRules, outlet: Outlet, reporter: DirectoryReporter) {
        self.path = path
        self.rules = rules
        self.outlet = outlet
        self.reporter = reporter
    }

    /// How many files cannot be read.
    var brokenFiles: Int { files.values.count { $0.error != nil } }

    /// As ``look(tellingAll:)``, for one who will look again: says what is wrong, and answers whether there was a look.
    mutating func lookAgain(tellingAll: Bool) async -> Bool {
        do throws(WatchingError) {
            try await look(tellingAll: tellingAll)
            isDirectoryMissing = false
            return true
        } catch {
            // What was there stays: a directory that vanishes is a mistake more often than the wish to lose everything in it.
            if !isDirectoryMissing { reporter.unreadable(error) }
            isDirectoryMissing = true
            return !tellingAll
        }
    }

    /// Looks, and tells what changed since the look before.
    ///
    /// - Parameter tellingAll: Whether to tell everything, in brackets. While a file cannot be read, these are not brackets of `all`:
    ///   what is missing may be in that file.
    mutating func look(tellingAll: Bool) async throws(WatchingError) {
        let paths: [String]
        do throws(UnixError) {
            paths = try DirectoryListing(path).paths
        } catch {
            throw .unreadableDirectory(path, reason: "\(error)")
        }
        let (changed, isRenamed) = await load(paths)
        let present = Set(paths)
        for path in files.keys where !present.contains(path) { files[path] = nil }
        let isAll = tellingAll || (owesAll && brokenFiles == 0)
        if isAll { beginRounds() }
        begin(tellingAll: isAll)
        var claimed: [Key: String] = [:]
        for path in paths {
            guard let file = files[path] else { continue }
            if file.error != nil || !(isAll || isRenamed || file.isShadowed || changed.contains(path)) {
                for key in file.keys {
                    ledgers[key.resource].keep(key.key)
                    claimed[key] = path
                }
            } else {
                await tell(path, claiming: &claimed, isChanged: changed.contains(path))
            }
        }
        await end(tellingAll: isAll)
        // Of what is in no file any more and was told nobody, as it lacked the annotation.
        if generations.count > claimed.count { generations = generations.filter { claimed[$0.key] != nil } }
        if isAll { owesAll = brokenFiles > 0 }
        reporter.looked(files: paths.count, objects: claimed.count, tellingAll: isAll)
    }

    /// Reads the files that changed, to know which are broken and which kinds are defined before anything is told.
    ///
    /// - Returns: The paths of those that can be read, and whether a kind is called otherwise than before.
    private mutating func load(_ paths: [String]) async -> (changed: Set<String>, isRenamed: Bool) {
        var changed: Set<String> = []
        let before = names
        for path in paths {
            let status: FileStatus
            // What is gone since the directory was listed is not there; a link that leads nowhere is not either.
            do throws(UnixError) { status = try FileStatus(of: path) } catch { continue }
            if let known = files[path], known.status == status { continue }
            do throws(ManifestError) {
                for manifest in try Self.read(path) { _ = names.define(by: manifest) }
                if files[path]?.error != nil { reporter.mended(path) }
                files[path, default: File(status: status)].error = nil
                changed.insert(path)
            } catch {
                reporter.broken(error)
                files[path, default: File(status: status)].error = error
            }
            files[path]?.status = status
        }
        return (changed, names != before)
    }

    private static func read(_ path: String) throws(ManifestError) -> [Manifest] {
        let bytes: [UInt8]
        do throws(UnixError) {
            bytes = try Unix.File.read(path, maximumBytes: 16 << 20)
        } catch {
            throw ManifestError(file: path, line: 0, column: 0, reason: "\(error)")
        }
        return try Manifest.read(bytes, file: path)
    }
}

// MARK: Telling

extension DirectoryScanner {
    /// Begins a round for each resource of which something was told in this one already.
    private func beginRounds() {
        for number in ledgers.indices where owesAll || outlet.isComplete(number) { outlet.beginRound(number) }
    }

    private mutating func begin(tellingAll: Bool) {
        for number in ledgers.indices {
            ledgers[number].beginList()
            let mode = outlet.mode(number, 0)
            modes[number] = TellingMode(round: mode.round, tellsAll: tellingAll, reader: mode.reader)
            if tellingAll { open(number) }
        }
    }

    private func open(_ number: Int) {
        if brokenFiles == 0 {
            outlet.open(number, 0, modes[number])
        } else {
            outlet.markIncomplete(number, modes[number], count: nil)
        }
    }

    /// Tells the objects of a file.
    private mutating func tell(_ path: String, claiming claimed: inout [Key: String], isChanged: Bool) async {
        let manifests: [Manifest]
        do throws(ManifestError) {
            manifests = try Self.read(path)
        } catch {
            // It changed since it was loaded: the next look, which this change brings about, makes up for it.
            files[path]?.error = error
            for key in files[path]?.keys ?? [] {
                ledgers[key.resource].keep(key.key)
                claimed[key] = path
            }
            return
        }
        var keys: [Key] = []
        var isShadowed = false
        for manifest in manifests {
            var names = names
            if names.define(by: manifest) { continue }
            let resource = self.names.resource(of: manifest)
            let number = number(of: resource)
            let (namespace, name) = manifest.key(as: resource)
            let key = Key(resource: number, key: ObjectIdentity(namespace: namespace, name: name, uid: "").key)
            if let first = claimed[key] {
                isShadowed = true
                let place = ManifestError(
                    file: path, line: manifest.line, column: 1, reason: "\(manifest.kind) \"\(name)\" is there already")
                if isChanged { reporter.duplicate(resource.key(namespace: namespace, name: name), place, first: first) }
                continue
            }
            claimed[key] = path
            keys.append(key)
            await tell(manifest, as: resource, key, from: path)
        }
        files[path]?.keys = keys
        files[path]?.isShadowed = isShadowed
    }

    private mutating func tell(_ manifest: Manifest, as resource: ResourceReference, _ key: Key, from path: String) async {
        let digest = manifest.generationDigest
        var generation = generations[key] ?? Generation(number: 1, digest: digest)
        if generation.digest != digest { generation = Generation(number: generation.number + 1, digest: digest) }
        generations[key] = generation
        do throws(WatchingError) {
            let object = try ObservedObject(
                manifest.completed(as: resource, generation: generation.number), rules: rules,
                kind: ObjectKind(apiVersion: manifest.apiVersion, kind: manifest.kind))
            for telling in ledgers[key.resource].observe(object, modes[key.resource]) { await tell(telling, key.resource) }
        } catch {
            reporter.unreadableObject(error, in: path)
        }
    }

    private func tell(_ telling: Telling, _ number: Int) async {
        var telling = telling
        if telling.object == nil, let resource = outlet.reference(of: number) {
            telling.object = ObjectKind(apiVersion: resource.apiVersion, kind: resource.kind).reference(to: telling.identity)
        }
        await outlet.tell(number, telling, modes[number])
    }

    /// The number of a resource; one that comes to light is told in full.
    private mutating func number(of resource: ResourceReference) -> Int {
        let kind = Kind(group: resource.group, kind: resource.kind)
        if let number = numbers[kind] {
            if outlet.reference(of: number)?.plural != resource.plural { outlet.describe(number, as: resource) }
            return number
        }
        let number = outlet.addResource(resource)
        numbers[kind] = number
        ledgers.append(Ledger())
        modes.append(outlet.mode(number, 0))
        ledgers[number].beginList()
        open(number)
        return number
    }

    /// Tells what is gone, and closes what was opened.
    private mutating func end(tellingAll: Bool) async {
        for number in ledgers.indices {
            for identity in ledgers[number].missing() {
                guard let telling = ledgers[number].forget(identity) else { continue }
                generations[Key(resource: number, key: identity.key)] = nil
                await tell(telling, number)
            }
            let count = ledgers[number].count
            if modes[number].tellsAll {
                if brokenFiles == 0 {
                    outlet.close(number, 0, modes[number], count: count)
                } else {
                    outlet.markIncomplete(number, modes[number], count: count)
                    owesAll = true
                }
            }
            if let resource = outlet.reference(of: number) {
                let name = resource.group.isEmpty ? resource.plural : "\(resource.plural).\(resource.group)"
                reporter.known(name, count: count, bytes: ledgers[number].allocatedBytes)
            }
        }
    }
}
