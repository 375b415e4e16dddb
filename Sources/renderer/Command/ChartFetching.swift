import ChartSources
import Configuration
import Glibc
import Helm
import Logging
import Rendering

/// Fetches the charts that a configuration names, and allows custom resources to name.
struct ChartFetching {
    private let helm: HelmConfiguration
    private let logger: Logger

    init(_ helm: HelmConfiguration, logger: Logger) {
        self.helm = helm
        self.logger = logger
    }

    /// The configuration's own chart.
    ///
    /// - Throws: `RenderError` that says where it cannot be had, and why.
    func chart() async throws(RenderError) -> Chart {
        let fetched = try await fetched()
        do throws(ChartError) { return try fetched.chart() } catch { throw RenderError("\(error)") }
    }

    /// The files of the configuration's own chart, which need not make a chart that can be loaded.
    ///
    /// - Throws: `RenderError` that says where it cannot be had, and why.
    func files() async throws(RenderError) -> [ChartFile] {
        let fetched = try await fetched()
        do throws(ChartError) { return try fetched.files() } catch { throw RenderError("\(error)") }
    }

    private func fetched() async throws(RenderError) -> FetchedChart {
        do throws(ChartSourceError) { return try await archive(try cache()) } catch {
            throw RenderError("unable to fetch the chart \"\(helm.chart)\": \(error)")
        }
    }

    private func archive(_ cache: ChartCache?) async throws(ChartSourceError) -> FetchedChart {
        var own = ChartRepository(helm.repository)
        if helm.chart.contains("://") {
            guard own.url.isEmpty else {
                throw ChartSourceError(
                    .invalidReference, "it says where it is, and so does the repository \(own.url): leave one of them out")
            }
            own.url = helm.chart
            let source = try ChartSource(own, cache: cache, logger: logger)
            if own.isRegistry { return try await source.archive(of: "", version: helm.version) }
            guard helm.version == nil else {
                throw ChartSourceError(
                    .invalidReference, "it is the URL of an archive, which has the version that it has: leave the version out")
            }
            return try await source.archive(at: WebAddress(parsing: helm.chart))
        }
        guard own.url.isEmpty else {
            return try await ChartSource(own, cache: cache, logger: logger).archive(of: helm.chart, version: helm.version)
        }
        guard let (repository, chart) = helm.reference else {
            throw ChartSourceError(.invalidReference, "it names no repository that the configuration allows")
        }
        return try await ChartSource(ChartRepository(repository), cache: cache, logger: logger).archive(
            of: chart, version: helm.version)
    }

    /// The charts that custom resources choose.
    ///
    /// - Parameter isPatient: Whether a custom resource waits for its chart however long that takes.
    func shelf(isPatient: Bool) throws(RenderError) -> ChartShelf {
        let library: ChartLibrary
        do throws(ChartSourceError) {
            library = try ChartLibrary(helm.repositories.map { ChartRepository($0) }, cache: try cache(), logger: logger)
        } catch {
            throw RenderError("unable to use the repositories of charts: \(error)")
        }
        var patience = ChartShelf.Patience()
        if isPatient { patience.grace = .seconds(3600) }
        return ChartShelf(patience: patience) { choice throws(ChartError) in
            try await library.chart(choice.chart, of: choice.repository, version: choice.version)
        }
    }

    /// The cache that is configured, or else the user's own, without which it goes on.
    private func cache() throws(ChartSourceError) -> ChartCache? {
        if let path = helm.repositoryCache { return try ChartCache(path) }
        let path = ChartCache.defaultPath { name in getenv(name).map { String(cString: $0) } }
        guard let path else {
            logger.notice("charts are fetched at each start: there is no directory for a cache")
            return nil
        }
        do throws(ChartSourceError) { return try ChartCache(path) } catch {
            logger.warning("charts are fetched at each start", metadata: ["reason": "\(error)"])
            return nil
        }
    }
}

extension ChartRepository {
    /// The repository of a configuration.
    fileprivate init(_ configuration: ChartRepositoryConfiguration) {
        self.init(name: configuration.name, url: configuration.url)
        credentials = ChartCredentials(
            username: configuration.username, passwordFile: configuration.passwordFile, tokenFile: configuration.tokenFile)
        caFile = configuration.caFile
        certFile = configuration.certFile
        keyFile = configuration.keyFile
        passCredentials = configuration.passCredentials
        plainHTTP = configuration.plainHTTP
    }
}
