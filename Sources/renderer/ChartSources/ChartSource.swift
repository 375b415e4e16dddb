import HTTP
import Logging
import Unix

/// One place that charts come from: a chart repository, a registry, or the address of an archive.
///
/// An archive whose digest is known is taken from the cache; where the place does not answer, what was found there last is used,
/// and the log says so.
package final class ChartSource: Sendable {
    private let repository: ChartRepository
    private let fetcher: WebFetcher
    private let cache: ChartCache?
    private let logger: Logger
    private let index: IndexStore?

    /// Makes a source; nothing is asked yet.
    ///
    /// - Parameters:
    ///   - repository: Where the charts are; of the address of an archive, the archive's.
    ///   - cache: What was fetched before; nil: nothing is kept.
    ///   - limits: Bounds on what is fetched.
    ///   - logger: Says what was fetched, and what could not be.
    /// - Throws: `ChartSourceError` for settings that cannot be used.
    package init(
        _ repository: ChartRepository, cache: ChartCache?, limits: FetchLimits = FetchLimits(), logger: Logger
    ) throws(ChartSourceError) {
        self.repository = repository
        self.cache = cache
        self.logger = logger
        let fetcher = try WebFetcher(repository, limits: limits)
        self.fetcher = fetcher
        guard !repository.isRegistry else {
            index = nil
            return
        }
        let address = try WebAddress(parsing: repository.url).appending("index.yaml")
        index = IndexStore { () async throws(ChartSourceError) in
            try await fetcher.body(
                of: address, authorization: repository.credentials.authorization(), maximumBytes: limits.indexBytes)
        }
    }

    /// The archive of a chart.
    ///
    /// - Parameters:
    ///   - chart: The chart's name; of a registry, what follows its address.
    ///   - version: A version, or a range of versions; nil: the newest that is no prerelease.
    /// - Throws: `ChartSourceError` that says where what is missing, and what there is.
    package func archive(of chart: String, version: String?) async throws(ChartSourceError) -> FetchedChart {
        try await known("\(repository.url)\n\(chart)\n\(version ?? "")") { () async throws(ChartSourceError) in
            guard self.repository.isRegistry else { return try await self.indexed(chart, version) }
            let base = self.repository.url.hasSuffix("/") ? self.repository.url : "\(self.repository.url)/"
            let address = chart.isEmpty ? self.repository.url : base + chart
            return try await self.registered(RegistryReference(parsing: address), version, self.repository)
        }
    }

    /// The archive at an address.
    package func archive(at address: WebAddress) async throws(ChartSourceError) -> FetchedChart {
        try await known(address.text) { () async throws(ChartSourceError) in
            try await self.downloaded(address, digest: nil, version: "")
        }
    }

    // What is known

    /// What a question leads to, or, where nobody answers, what it led to before.
    private func known(
        _ question: String, _ ask: () async throws(ChartSourceError) -> FetchedChart
    ) async throws(ChartSourceError) -> FetchedChart {
        do throws(ChartSourceError) {
            let fetched = try await ask()
            keep(ChartCache.Answer(digest: fetched.digest, version: fetched.version, origin: fetched.origin), question)
            return fetched
        } catch {
            guard error.isTransient, let answer = cache?.answer(to: question), let bytes = cached(answer.digest) else {
                throw error
            }
            logger.warning(
                "a source of charts does not answer, the chart that was found there last is used",
                metadata: ["chart": "\(answer.origin)", "digest": "\(answer.digest)", "reason": "\(error)"])
            return FetchedChart(
                bytes: bytes, digest: answer.digest, version: answer.version, origin: answer.origin, isLastKnown: true)
        }
    }

    private func cached(_ digest: ContentDigest) -> [UInt8]? { cache?.bytes(digest, maximumBytes: fetcher.limits.archiveBytes) }

    private func keep(_ bytes: [UInt8], _ digest: ContentDigest) {
        do throws(UnixError) { try cache?.keep(bytes, digest) } catch {
            logger.warning("a chart could not be kept in the cache", metadata: ["reason": "\(error)"])
        }
    }

    private func keep(_ answer: ChartCache.Answer, _ question: String) {
        guard let cache, cache.answer(to: question) != answer else { return }
        do throws(UnixError) { try cache.keep(answer, to: question) } catch {
            logger.warning("where a chart was found could not be kept in the cache", metadata: ["reason": "\(error)"])
        }
    }

    // Chart repositories

    private func indexed(_ chart: String, _ version: String?) async throws(ChartSourceError) -> FetchedChart {
        guard let index else { throw ChartSourceError(.invalidReference, "\(repository.url) has no index") }
        let base = try WebAddress(parsing: repository.url)
        let entry: RepositoryIndex.Entry
        do throws(ChartSourceError) {
            entry = try RepositoryIndex(await index.bytes(), chart: chart, limits: fetcher.limits).entry(
                of: chart, version: version)
        } catch {
            throw error.kind == .unreachable || error.description.contains(base.description)
                ? error : ChartSourceError(error.kind, "\(base): \(error)")
        }
        var digest: ContentDigest?
        if !entry.digest.isEmpty {
            digest = ContentDigest(entry.digest)
            guard digest != nil else {
                throw ChartSourceError(
                    .damaged, "\(base): the digest \"\(entry.digest.prefix(200))\" of \(chart) \(entry.version) is not SHA-256")
            }
        }
        guard let url = entry.urls.first else {
            throw ChartSourceError(.notFound, "\(base): chart \"\(chart)\" \(entry.version) has no downloadable URLs")
        }
        if url.hasPrefix("oci://") { return try await referred(RegistryReference(parsing: url), from: base, entry.version) }
        // A relative reference keeps the repository's query, as Helm has it.
        var address = try base.appending("").resolving(url)
        if !WebAddress.hasScheme(url) { address = address.with(query: base.query ?? address.query) }
        return try await downloaded(address, digest: digest, version: entry.version)
    }

    /// A chart of an index that is in a registry; the credentials go along only to the repository's own host.
    private func referred(
        _ reference: RegistryReference, from base: WebAddress, _ version: String
    ) async throws(ChartSourceError) -> FetchedChart {
        var settings = repository
        if reference.host != base.authority && !repository.passCredentials { settings.credentials = ChartCredentials() }
        return try await registered(reference, reference.tag == nil ? version : nil, settings)
    }

    private func downloaded(
        _ address: WebAddress, digest: ContentDigest?, version: String
    ) async throws(ChartSourceError) -> FetchedChart {
        if let digest, let bytes = cached(digest) {
            return FetchedChart(bytes: bytes, digest: digest, version: version, origin: "\(address)", isLastKnown: false)
        }
        let isOwn = try address.hasSameOrigin(as: WebAddress(parsing: repository.url)) || repository.passCredentials
        let bytes = try await fetcher.body(
            of: address, headers: [HTTPHeader("Accept", "application/gzip,application/octet-stream")],
            authorization: isOwn ? repository.credentials.authorization() : nil, maximumBytes: fetcher.limits.archiveBytes)
        let actual = ContentDigest(of: bytes)
        if let digest, digest != actual {
            throw ChartSourceError(.damaged, "the archive at \(address) has the digest \(actual), and the index says \(digest)")
        }
        return fetched(bytes, actual, version, "\(address)")
    }

    private func fetched(_ bytes: [UInt8], _ digest: ContentDigest, _ version: String, _ origin: String) -> FetchedChart {
        keep(bytes, digest)
        logger.info("a chart was fetched", metadata: ["from": "\(origin)", "digest": "\(digest)", "bytes": "\(bytes.count)"])
        return FetchedChart(bytes: bytes, digest: digest, version: version, origin: origin, isLastKnown: false)
    }

    // Registries

    private func registered(
        _ reference: RegistryReference, _ version: String?, _ settings: ChartRepository
    ) async throws(ChartSourceError) -> FetchedChart {
        let client = try RegistryClient(reference, settings, fetcher: fetcher)
        var reference = reference
        if let version, let tag = reference.tag, tag != version, tag != RegistryReference.tag(of: version) {
            throw ChartSourceError(.invalidReference, "\(reference) and the version \(version) do not agree: give one of them")
        }
        if reference.digest == nil { reference.tag = try await Self.tag(of: reference, version, client) }
        let (bytes, digest): ([UInt8], ContentDigest)
        do throws(ChartSourceError) {
            (bytes, digest) = try await manifest(of: reference, client)
        } catch {
            guard error.kind == .notFound, reference.digest == nil, let tag = reference.tag else { throw error }
            // What there is instead helps more than that there is nothing.
            guard let tags = try? await client.tags(), !tags.isEmpty else { throw error }
            let versions = tags.map { RegistryReference.version(of: $0) }
            let asked = RegistryReference.version(of: tag)
            throw try VersionChoice(exactly: asked).nothing(
                among: versions, of: "oci://\(reference.host)/\(reference.repository)")
        }
        let manifest: RegistryManifest
        do throws(ChartSourceError) {
            manifest = try RegistryManifest(bytes, maximumBytes: fetcher.limits.archiveBytes)
        } catch {
            throw ChartSourceError(error.kind, "\(reference): \(error)")
        }
        reference.digest = digest
        let chosen = reference.tag.map { RegistryReference.version(of: $0) } ?? version ?? ""
        if let archive = cached(manifest.archive) {
            return FetchedChart(
                bytes: archive, digest: manifest.archive, version: chosen, origin: "\(reference)", isLastKnown: false)
        }
        return fetched(
            try await client.blob(manifest.archive, size: manifest.size), manifest.archive, chosen, "\(reference)")
    }

    /// The manifest; one whose digest is given is not asked for again.
    private func manifest(
        of reference: RegistryReference, _ client: RegistryClient
    ) async throws(ChartSourceError) -> (bytes: [UInt8], digest: ContentDigest) {
        guard let digest = reference.digest else { return try await client.manifest(reference.tag ?? "latest") }
        if let bytes = cached(digest) { return (bytes, digest) }
        let manifest = try await client.manifest(digest.description)
        keep(manifest.bytes, digest)
        return manifest
    }

    /// The tag of a version: itself where it is one, else that of the newest which the constraint allows.
    private static func tag(
        of reference: RegistryReference, _ version: String?, _ client: RegistryClient
    ) async throws(ChartSourceError) -> String {
        if let tag = reference.tag { return RegistryReference.tag(of: tag) }
        if let version, VersionChoice.isVersion(version) { return RegistryReference.tag(of: version) }
        let choice = try VersionChoice(version)
        let tags = try await client.tags()
        let versions = tags.map { RegistryReference.version(of: $0) }
        guard let place = choice.newest(among: versions) else { throw choice.nothing(among: versions, of: "\(reference)") }
        return tags[place]
    }
}
