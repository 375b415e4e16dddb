import Kubernetes
import Logging
import Operations

/// The watches of resources of a cluster.
package final class ClusterSource: ChangeSource {
    private let watches: [(resource: Int, watch: ScopeWatch)]

    /// One resource to watch.
    package struct Resource: Sendable, Hashable {
        /// Where it is watched: one target for each namespace, or a single one without a namespace.
        package var targets: [WatchTarget]
        /// Which objects and which content matter.
        package var rules: ObservationRules

        package init(targets: [WatchTarget], rules: ObservationRules) {
            self.targets = targets
            self.rules = rules
        }
    }

    /// - Parameters:
    ///   - resources: What to watch; the outlet knows as many resources and scopes.
    ///   - outlet: Takes what there is to tell.
    ///   - once: Whether to end once everything is told.
    ///   - transport: Makes what sends the requests of a target.
    package init(
        _ resources: [Resource], outlet: Outlet, once: Bool, logger: Logger, health: Health, clock: WatchClock = .real,
        transport: (WatchTarget) -> any WatchTransport
    ) {
        watches = resources.enumerated().flatMap { number, resource in
            resource.targets.enumerated().map { scope, target in
                let watch = ScopeWatch(
                    resource: number, scope: scope, rules: resource.rules, transport: transport(target), outlet: outlet,
                    reporter: WatchReporter(target, logger: logger, health: health), clock: clock, once: once)
                return (number, watch)
            }
        }
    }

    package func run() async throws(WatchingError) {
        let failure: WatchingError? = await withTaskGroup(of: WatchingError?.self) { group in
            for (_, watch) in watches {
                group.addTask {
                    do throws(WatchingError) {
                        try await watch.run()
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            for await failure in group {
                guard let failure else { continue }
                group.cancelAll()
                return failure
            }
            return nil
        }
        if let failure { throw failure }
    }

    package func relist(_ resource: Int?) {
        for (number, watch) in watches where resource == nil || resource == number { watch.relist() }
    }
}
