import Logging
import Operations
import Unix

/// A directory of YAML and JSON files in place of a cluster: what the files hold is what there is.
///
/// Files that end in `.yaml`, `.yml` or `.json` count, not hidden ones and not those in directories below; a file may hold several documents
/// and `List`s. CustomResourceDefinitions say how kinds are called and are not told themselves.
package final class DirectorySource: ChangeSource {
    /// Why to look again.
    private struct Reasons: Sendable {
        var isChanged = false
        var isRelistWanted = false
    }

    private let path: String
    private let rules: ObservationRules
    private let outlet: Outlet
    private let once: Bool
    private let logger: Logger
    private let health: Health
    private let reasons = Monitor(Reasons())

    /// - Parameters:
    ///   - path: The directory.
    ///   - rules: Which objects and which content matter.
    ///   - outlet: Takes what there is to tell; resources are added to it as they come to light.
    ///   - once: Whether to end once everything is told.
    package init(_ path: String, rules: ObservationRules, outlet: Outlet, once: Bool, logger: Logger, health: Health) {
        self.path = path
        self.rules = rules
        self.outlet = outlet
        self.once = once
        self.logger = logger
        self.health = health
    }

    package func relist(_ resource: Int?) { reasons.update { $0.isRelistWanted = true } }

    package func run() async throws(WatchingError) {
        var scanner = DirectoryScanner(
            path, rules: rules, outlet: outlet, reporter: DirectoryReporter(path, logger: logger, health: health))
        if once {
            try await scanner.look(tellingAll: true)
            guard scanner.brokenFiles == 0 else { throw .unreadableFiles(scanner.brokenFiles) }
            return
        }
        let watcher: DirectoryWatcher
        do throws(UnixError) {
            watcher = try DirectoryWatcher([path])
        } catch {
            throw .unreadableDirectory(path, reason: "\(error)")
        }
        let reasons = reasons
        let changes = Task { for await _ in watcher { reasons.update { $0.isChanged = true } } }
        defer {
            watcher.stop()
            changes.cancel()
        }
        var isTold = await scanner.lookAgain(tellingAll: true)
        while !Task.isCancelled {
            let due = reasons.withLock { due in
                defer { due = Reasons() }
                return due
            }
            if due.isChanged || due.isRelistWanted {
                isTold = await scanner.lookAgain(tellingAll: !isTold || due.isRelistWanted)
            } else {
                await reasons.wait { !$0.isChanged && !$0.isRelistWanted }
            }
        }
    }
}
