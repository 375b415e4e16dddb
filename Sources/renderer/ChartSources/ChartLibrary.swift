import Helm
import Logging

/// The repositories that a configuration allows, by their names.
package struct ChartLibrary: Sendable {
    private let sources: [String: ChartSource]

    /// - Parameters:
    ///   - repositories: Each with a name of its own.
    ///   - cache: What was fetched before; nil: nothing is kept.
    ///   - limits: Bounds on what is fetched.
    ///   - logger: Says what was fetched.
    /// - Throws: `ChartSourceError` for a repository that cannot be used as it is set.
    package init(
        _ repositories: [ChartRepository], cache: ChartCache?, limits: FetchLimits = FetchLimits(), logger: Logger
    ) throws(ChartSourceError) {
        var sources: [String: ChartSource] = [:]
        for repository in repositories {
            do throws(ChartSourceError) {
                sources[repository.name] = try ChartSource(repository, cache: cache, limits: limits, logger: logger)
            } catch {
                throw ChartSourceError(error.kind, "the repository \"\(repository.name)\": \(error)")
            }
        }
        self.sources = sources
    }

    /// The names of the repositories, in order.
    package var names: [String] { sources.keys.sorted() }

    /// Fetches a chart of one of them.
    ///
    /// - Throws: `ChartError` that says what is missing, or wrong with the chart.
    package func chart(_ chart: String, of repository: String, version: String?) async throws(ChartError) -> Chart {
        guard let source = sources[repository] else {
            throw ChartError("there is no repository \"\(repository)\": there are \(names.joined(separator: ", "))")
        }
        let fetched: FetchedChart
        do throws(ChartSourceError) {
            fetched = try await source.archive(of: chart, version: version)
        } catch {
            throw ChartError("\(error)")
        }
        return try fetched.chart()
    }
}
