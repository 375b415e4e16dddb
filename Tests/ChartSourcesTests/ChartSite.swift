import Logging
import TestSupport

@testable import ChartSources

/// What a test of charts from elsewhere has to itself: a path at the servers, and a folder.
struct ChartSite {
    let servers: ChartServers
    let folder: TemporaryDirectory
    /// The path; in a registry the repository.
    let own: String

    init() async throws {
        servers = try await .shared()
        folder = try TemporaryDirectory()
        own = "charts/t\(UInt64.random(in: 0 ... .max))"
    }
}

/// A suite whose tests have a site each.
protocol ChartSiteSuite {
    var site: ChartSite { get }
}

extension ChartSiteSuite {
    var servers: ChartServers { site.servers }
    var folder: TemporaryDirectory { site.folder }
    var own: String { site.own }

    /// The settings of the chart repository at the test's path.
    func repository(_ server: String = "open") throws -> ChartRepository {
        var repository = ChartRepository(url: try servers.url(server, own))
        repository.caFile = servers.authority
        return repository
    }

    /// A source of charts.
    ///
    /// - Parameters:
    ///   - cache: Whether it keeps what it fetches, in the test's folder `cache`.
    ///   - change: Sets limits that are not the default.
    func source(
        _ repository: ChartRepository, cache: Bool = false,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ change: (inout FetchLimits) -> Void = { _ in }
    ) throws -> ChartSource {
        var limits = FetchLimits()
        change(&limits)
        return try ChartSource(
            repository, cache: cache ? ChartCache(folder.path("cache")) : nil, limits: limits, logger: logger)
    }

    /// Why a source does not give a chart; nil if it does.
    func failure(_ source: ChartSource, _ chart: String = "web", _ version: String? = nil) async -> ChartSourceError? {
        do throws(ChartSourceError) {
            _ = try await source.archive(of: chart, version: version)
            return nil
        } catch {
            return error
        }
    }

    /// Puts versions of a chart and their index at a path, the test's own unless another is named; returns the archives.
    @discardableResult
    func publish(
        _ versions: [String], of chart: String = "web", at path: String? = nil, digests: Bool = true
    ) async throws -> [[UInt8]] {
        let path = path ?? own
        var entries: [(String, String)] = []
        var archives: [[UInt8]] = []
        for version in versions {
            let bytes = try await TestChart.archive(chart, version)
            try servers.put("\(path)/\(chart)-\(version).tgz", bytes)
            archives.append(bytes)
            entries.append((version, digests ? ContentDigest(of: bytes).hexadecimal : ""))
        }
        try servers.put("\(path)/index.yaml", Array(TestChart.index(chart, entries).utf8))
        return archives
    }
}
