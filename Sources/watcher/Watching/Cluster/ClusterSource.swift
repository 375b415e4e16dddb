import Kubernetes
import Logging
import Operations

/// The watches of the resources and sources of a cluster.
package final class ClusterSource: ChangeSource {
    private let watches: [(resource: Int, watch: ScopeWatch)]
    private let capabilities: CapabilityWatch?
    private let once: Bool

    /// One resource to watch.
    package struct Resource: Sendable, Hashable {
        /// Where it is watched: one target for each namespace, or a single one without a namespace.
        package var targets: [WatchTarget]
        /// Which objects and which content matter.
        package var rules: ObservationRules
        /// The source's name if it is one; nil: its objects are custom resources.
        package var source: String?

        package init(targets: [WatchTarget], rules: ObservationRules, source: String? = nil) {
            self.targets = targets
            self.rules = rules
            self.source = source
        }
    }

    /// - Parameters:
    ///   - resources: What to watch; the outlet knows as many resources, scopes and sources.
    ///   - outlet: Takes what there is to tell.
    ///   - capabilities: Tells what the cluster can do; nil: nobody does.
    ///   - once: Whether to end once everything is told.
    ///   - transport: Makes what sends the requests of a target.
    package init(
        _ resources: [Resource], outlet: Outlet, capabilities: CapabilityWatch? = nil, once: Bool, logger: Logger,
        health: Health, clock: WatchClock = .real, transport: (WatchTarget) -> any WatchTransport
    ) {
        self.capabilities = capabilities
        self.once = once
        watches = resources.enumerated().flatMap { number, resource in
            resource.targets.enumerated().map { scope, target in
                let watch = ScopeWatch(
                    resource: number, scope: scope, rules: resource.rules, transport: transport(target), outlet: outlet,
                    reporter: WatchReporter(target, source: resource.source, logger: logger, health: health), clock: clock,
                    once: once, capabilities: capabilities)
                return (number, watch)
            }
        }
    }

    package func run() async throws(WatchingError) {
        await capabilities?.askFirst()
        let failure: WatchingError? = await withTaskGroup(of: WatchingError?.self) { group in
            if let capabilities, !once {
                group.addTask {
                    await capabilities.run()
                    return nil
                }
            }
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
        capabilities?.ask()
        for (number, watch) in watches where resource == nil || resource == number { watch.relist() }
    }
}
