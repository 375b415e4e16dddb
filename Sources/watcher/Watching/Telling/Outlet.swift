import Events
import Unix

/// Where all watches tell what they see: keeps the brackets of every resource, and the queue to the one who sends.
///
/// Every reader is told first what the cluster can do, then the sources, and then the custom resources, whose templates may look up
/// what the sources have told: ``untoldSources`` says what they have to wait for.
package final class Outlet: Sendable {
    private struct Resource {
        var brackets: SyncBrackets
        var reference: ResourceReference?
        /// The source's name if it is one.
        var source: String?
        /// Whether the reader that is there has been told everything once.
        var isTold = false
    }

    private struct State {
        var resources: [Resource]
        var reader = 0
        var capabilities: ClusterCapabilities?

        var untoldSources: [String] { resources.filter { !$0.isTold }.compactMap(\.source) }
    }

    private let state: Monitor<State>
    package let queue: OutgoingQueue

    /// - Parameters:
    ///   - scopes: For each resource, in how many scopes it is watched.
    ///   - sources: For each resource, the source's name if it is one; those that are not named are custom resources.
    ///   - queue: Takes the events.
    package init(scopes: [Int], sources: [String?] = [], queue: OutgoingQueue) {
        let resources = scopes.enumerated().map { number, scopes in
            Resource(brackets: SyncBrackets(scopes: scopes), source: number < sources.count ? sources[number] : nil)
        }
        state = Monitor(State(resources: resources))
        self.queue = queue
    }

    /// How many resources there are.
    package var count: Int { state.withLock { $0.resources.count } }

    /// Adds a resource that has come to light, watched in one scope, and answers its number.
    package func addResource(_ reference: ResourceReference) -> Int {
        state.withLock { state in
            state.resources.append(Resource(brackets: SyncBrackets(scopes: 1), reference: reference))
            return state.resources.count - 1
        }
    }

    /// Says what a resource is.
    package func describe(_ resource: Int, as reference: ResourceReference) {
        state.withLock { $0.resources[resource].reference = reference }
    }

    /// What a resource is; nil before it was found.
    package func reference(of resource: Int) -> ResourceReference? { state.withLock { $0.resources[resource].reference } }

    /// The name of the source that a resource is; nil if it is none.
    package func source(of resource: Int) -> String? { state.withLock { $0.resources[resource].source } }

    /// Whether everything of a resource has been told in its round.
    package func isComplete(_ resource: Int) -> Bool { state.withLock { $0.resources[resource].brackets.isComplete } }

    /// What a scope tells if it lists now.
    package func mode(_ resource: Int, _ scope: Int) -> TellingMode {
        state.withLock { state in
            var mode = state.resources[resource].brackets.mode(of: scope)
            mode.reader = state.reader
            return mode
        }
    }

    /// A scope has the first part of a list.
    package func open(_ resource: Int, _ scope: Int, _ mode: TellingMode) {
        // Marks enter the queue under the lock: none of an earlier round may come after a later round's begin.
        state.withLock { state in
            guard let mark = state.resources[resource].brackets.open(scope, mode) else { return }
            queue.addAtOnce(.sync(resource: resource, mark))
        }
    }

    /// A scope has told a list.
    package func close(_ resource: Int, _ scope: Int, _ mode: TellingMode, count: Int) {
        _ = state.update(waking: { $0 }) { state in
            guard let mark = state.resources[resource].brackets.close(scope, mode, count: count) else { return false }
            queue.addAtOnce(.sync(resource: resource, mark))
            guard case .completed(all: true, _) = mark, !state.resources[resource].isTold else { return false }
            state.resources[resource].isTold = true
            return state.resources[resource].source != nil
        }
    }

    /// Brackets a telling of everything in which something is missing, so that nothing follows from not being told.
    package func markIncomplete(_ resource: Int, _ mode: TellingMode, count: Int?) {
        state.withLock { state in
            guard state.resources[resource].brackets.mode(of: 0).round == mode.round else { return }
            let mark = count.map { SyncMark.completed(all: false, count: $0) } ?? .started(all: false)
            queue.addAtOnce(.sync(resource: resource, mark))
        }
    }

    /// Tells something to the reader of `mode`, as soon as there is room; not at all if another has taken its place, which is told
    /// everything from the start.
    package func tell(_ resource: Int, _ telling: Telling, _ mode: TellingMode) async {
        await queue.add(.change(resource: resource, telling), for: mode.reader)
    }

    /// Tells what the cluster can do if that is not what was told last; answers whether it was not.
    package func tell(_ capabilities: ClusterCapabilities) -> Bool {
        state.withLock { state in
            guard state.capabilities != capabilities else { return false }
            state.capabilities = capabilities
            queue.addAtOnce(.capabilities(capabilities))
            return true
        }
    }

    /// Everything of a resource is to be told again.
    package func beginRound(_ resource: Int) { state.withLock { $0.resources[resource].brackets.beginRound() } }

    /// Another reader is there, and is to be told everything.
    package func restart(for reader: Int) {
        state.update { state in
            for index in state.resources.indices {
                state.resources[index].brackets.beginRound()
                state.resources[index].isTold = false
            }
            state.reader = reader
            queue.restart(for: reader)
            if let capabilities = state.capabilities { queue.addAtOnce(.capabilities(capabilities)) }
        }
    }
}

/// The gate before the custom resources.
extension Outlet {
    /// The sources that the reader has not been told completely.
    package var untoldSources: [String] { state.withLock { $0.untoldSources } }

    /// Waits until others than these sources are untold, or less if the task is cancelled.
    package func untoldSourcesChange(from untold: [String]) async {
        while !Task.isCancelled, untoldSources == untold { await state.wait { $0.untoldSources == untold } }
    }
}
