import Glibc

/// What the thread of a `DirectoryWatcher` does: keeps the watches where the directories are, and gathers what they notice.
struct DirectoryWatcherPump: Sendable {
    /// Why a directory is watched.
    private struct Role: Sendable {
        /// Below which path its entries are told; nil if it only lies on the way to a watched directory.
        var told: String?
        /// The names that lead on to a watched directory.
        var names: Set<String> = []
    }

    private let directories: [String]
    private let recursive: Bool
    private let quiet: Duration
    private let longest: Duration
    private let queue: ChangeQueue
    /// Nil if the kernel has none to give: then the directories are compared from time to time.
    private let inotify: Inotify?
    private var roles: [Int32: Role] = [:]
    private var destinations: [FileStatus.Identity?] = []
    /// True if there are directories that the kernel has no watch for.
    private var isIncomplete = false
    private var fingerprint = 0

    init(directories: [String], recursive: Bool, quiet: Duration, longest: Duration, queue: ChangeQueue) {
        self.directories = directories
        self.recursive = recursive
        self.quiet = quiet
        self.longest = longest
        self.queue = queue
        inotify = try? Inotify()
    }

    /// Puts the first watches in place.
    mutating func begin() {
        placeWatches()
        if isIncomplete { fingerprint = currentFingerprint() }
    }

    /// Watches until the queue is stopped.
    mutating func run() {
        let clock = ContinuousClock()
        var pending: DirectoryChange?
        var first = clock.now
        while !queue.isStopped {
            let isHeld = pending != nil
            wait(isHeld ? milliseconds(min(quiet, longest - (clock.now - first))) : isIncomplete ? 2000 : -1)
            if let change = gather() {
                if pending == nil {
                    pending = change
                    first = clock.now
                } else {
                    pending?.merge(change)
                }
                if clock.now - first < longest { continue }
            }
            guard let change = pending.take() else { continue }
            queue.add(change)
        }
    }

    private func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        return Int32(clamping: max(seconds * 1000 + attoseconds / 1_000_000_000_000_000, 1))
    }

    /// Waits for notices, or the order to stop, for at most so long.
    private func wait(_ timeout: Int32) {
        var polled = [
            pollfd(fd: queue.wakeup.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: inotify?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        _ = retryingInterrupts { poll(&polled, 2, timeout) }
    }

    /// Reads the notices and says what they amount to; nil if they concern nobody.
    private mutating func gather() -> DirectoryChange? {
        var change = DirectoryChange(paths: [], isComplete: true)
        var isMoved = false
        for record in inotify?.read() ?? [] {
            if record.isOverflow {
                change.isComplete = false
                isMoved = true
            }
            guard let role = roles[record.watch] else { continue }
            if record.concernsWatch {
                isMoved = true
                // Another directory may be in its place already, even one with the number of the old one.
                if role.told != nil { change.isComplete = false }
            }
            if record.concernsNames, role.told != nil || role.names.contains(record.name) { isMoved = true }
            if let told = role.told {
                change.merge(
                    DirectoryChange(paths: [record.name.isEmpty ? told : Path.join(told, record.name)], isComplete: true))
            }
        }
        if isMoved {
            let before = destinations
            placeWatches()
            if destinations != before { change.isComplete = false }
        }
        if isIncomplete, case let now = currentFingerprint(), now != fingerprint {
            fingerprint = now
            change.isComplete = false
        }
        return change.paths.isEmpty && change.isComplete ? nil : change
    }

    /// Sees to it that exactly the directories that matter now are watched.
    ///
    /// A name may change its meaning after the look at it and before the watch on its directory: so the ways are looked at again once the
    /// watches are in place, until they are still what they were.
    private mutating func placeWatches() {
        var trails = directories.map { PathTrail(along: $0) }
        for _ in 0..<Self.maximumLooks {
            place(along: trails)
            let now = directories.map { PathTrail(along: $0) }
            if now == trails { return }
            trails = now
        }
        // Somebody changes the way without end: comparing finds out what it comes to.
        isIncomplete = true
    }

    /// How often the ways are looked at before they are given up as restless.
    private static let maximumLooks = 16

    private mutating func place(along trails: [PathTrail]) {
        var roles: [Int32: Role] = [:]
        destinations = trails.map(\.destination)
        isIncomplete = inotify == nil
        for (directory, trail) in zip(directories, trails) {
            for step in trail.steps {
                guard let watch = watch(step.directory, Inotify.names) else { continue }
                roles[watch, default: Role()].names.insert(step.name)
            }
            // Each is watched before it is listed, so that what comes after the listing is noticed.
            var waiting = [directory]
            while let path = waiting.popLast() {
                if let watch = watch(path, Inotify.contents) {
                    roles[watch, default: Role()].told = path
                }
                if recursive { waiting.append(contentsOf: subdirectories(of: path)) }
            }
        }
        for stale in self.roles.keys where roles[stale] == nil { inotify?.remove(stale) }
        self.roles = roles
    }

    private mutating func watch(_ path: String, _ mask: UInt32) -> Int32? {
        guard let inotify else { return nil }
        do throws(UnixError) {
            return try inotify.add(path, mask)
        } catch {
            if error.code == ENOSPC || error.code == ENOMEM { isIncomplete = true }
            return nil
        }
    }

    /// The real directories in a directory; symbolic links are not followed, so that there is no way round in circles.
    private func subdirectories(of path: String) -> [String] {
        guard let directory = try? Directory(path) else { return [] }
        return directory.subdirectories.map { Path.join(path, $0) }
    }

    /// A number that is another as soon as a file is.
    private func currentFingerprint() -> Int {
        var hasher = Hasher()
        for path in directories {
            let files = (try? Directory(path))?.files(recursive: recursive) ?? []
            hasher.combine(path)
            hasher.combine(files)
        }
        return hasher.finalize()
    }
}
