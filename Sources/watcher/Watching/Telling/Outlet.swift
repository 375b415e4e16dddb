import Events
import Synchronization

/// Where all watches tell what they see: keeps the brackets of every resource, and the queue to the one who sends.
package final class Outlet: Sendable {
    private struct Resource {
        var brackets: SyncBrackets
        var reference: ResourceReference?
    }

    private let resources: Mutex<[Resource]>
    package let queue: OutgoingQueue

    /// - Parameters:
    ///   - scopes: For each resource, in how many scopes it is watched.
    ///   - queue: Takes the events.
    package init(scopes: [Int], queue: OutgoingQueue) {
        resources = Mutex(scopes.map { Resource(brackets: SyncBrackets(scopes: $0)) })
        self.queue = queue
    }

    /// How many resources there are.
    package var count: Int { resources.withLock { $0.count } }

    /// Adds a resource that has come to light, watched in one scope, and answers its number.
    package func addResource(_ reference: ResourceReference) -> Int {
        resources.withLock { resources in
            resources.append(Resource(brackets: SyncBrackets(scopes: 1), reference: reference))
            return resources.count - 1
        }
    }

    /// Says what a resource is.
    package func describe(_ resource: Int, as reference: ResourceReference) {
        resources.withLock { $0[resource].reference = reference }
    }

    /// What a resource is; nil before it was found.
    package func reference(of resource: Int) -> ResourceReference? { resources.withLock { $0[resource].reference } }

    /// Whether everything of a resource has been told in its round.
    package func isComplete(_ resource: Int) -> Bool { resources.withLock { $0[resource].brackets.isComplete } }

    /// What a scope tells if it lists now.
    package func mode(_ resource: Int, _ scope: Int) -> TellingMode {
        resources.withLock { $0[resource].brackets.mode(of: scope) }
    }

    /// A scope has the first part of a list.
    package func open(_ resource: Int, _ scope: Int, _ mode: TellingMode) {
        // Marks enter the queue under the lock: none of an earlier round may come after a later round's begin.
        resources.withLock { resources in
            if let mark = resources[resource].brackets.open(scope, mode) { queue.add(mark, resource: resource) }
        }
    }

    /// A scope has told a list.
    package func close(_ resource: Int, _ scope: Int, _ mode: TellingMode, count: Int) {
        resources.withLock { resources in
            if let mark = resources[resource].brackets.close(scope, mode, count: count) { queue.add(mark, resource: resource) }
        }
    }

    /// Brackets a telling of everything in which something is missing, so that nothing follows from not being told.
    package func markIncomplete(_ resource: Int, _ mode: TellingMode, count: Int?) {
        resources.withLock { resources in
            guard resources[resource].brackets.mode(of: 0).round == mode.round else { return }
            queue.add(count.map { .completed(all: false, count: $0) } ?? .started(all: false), resource: resource)
        }
    }

    /// Tells something, as soon as there is room.
    package func tell(_ resource: Int, _ telling: Telling) async {
        await queue.add(.change(resource: resource, telling))
    }

    /// Everything of a resource is to be told again.
    package func beginRound(_ resource: Int) { resources.withLock { $0[resource].brackets.beginRound() } }

    /// Another reader is there, and is to be told everything.
    package func restart(for reader: Int) {
        resources.withLock { resources in
            for index in resources.indices { resources[index].brackets.beginRound() }
            queue.restart(for: reader)
        }
    }
}
