import Glibc

/// Tells when something changes in directories, once it has been quiet for a moment.
///
/// ```swift
/// let watcher = try DirectoryWatcher(["templates"])
/// var templates = try load()
/// for await _ in watcher { templates = try load() }
/// ```
///
/// Made before the first look, it misses nothing. A directory need not exist yet, may vanish and come back, and may be reached through
/// symbolic links: where one of them is swapped, as the kubelet does with `..data` in a mounted ConfigMap, everything counts as changed.
/// Symbolic links inside of the directory to files elsewhere are watched as links only.
///
/// It is for one consumer. If the kernel has no more inotify watches to give, the directories are compared every two seconds instead.
package final class DirectoryWatcher: AsyncSequence, Sendable {
    package typealias Element = DirectoryChange
    package typealias Failure = Never

    private let queue: ChangeQueue

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - directories: Their paths.
    ///   - recursive: True to watch the directories below them too.
    ///   - quiet: How long nothing must have happened before a change is told.
    ///   - longest: How long a change is held back at most while more happens.
    package init(
        _ directories: [String], recursive: Bool = false, quiet: Duration = .milliseconds(100), longest: Duration = .seconds(2)
    ) throws(UnixError) {
        let queue = ChangeQueue(wakeup: try Wakeup())
        self.queue = queue
        var pump = DirectoryWatcherPump(
            directories: directories, recursive: recursive, quiet: quiet, longest: longest, queue: queue)
        // The watches are in place before this returns: what the caller looks at next cannot change unnoticed.
        pump.begin()
        let box = Handover(pump)
        try Thread.start("directory watch") { box.run() }
    }

    deinit {
        queue.stop()
    }

    /// Ends the sequence.
    package func stop() {
        queue.stop()
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(queue: queue, watcher: self)
    }

    /// Walks over the changes.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let queue: ChangeQueue
        /// Keeps the watcher going for as long as it is asked.
        fileprivate let watcher: DirectoryWatcher

        /// Waits for a change; nil after `stop()` and when the task is cancelled.
        package mutating func next() async -> DirectoryChange? {
            await queue.take()
        }

        package mutating func next(isolation actor: isolated (any Actor)?) async -> DirectoryChange? {
            await queue.take()
        }
    }

    /// Carries the pump to its thread.
    private final class Handover: Sendable {
        private let pump: Monitor<DirectoryWatcherPump?>

        init(_ pump: DirectoryWatcherPump) {
            self.pump = Monitor(pump)
        }

        func run() {
            var pump = pump.withLock { $0.take() }
            pump?.run()
        }
    }
}
