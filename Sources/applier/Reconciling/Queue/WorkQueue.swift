import DequeModule

/// The order in which owners are worked on, as a pure state machine.
///
/// Each key has at most one piece of work running and one waiting. A newer piece replaces the waiting one, in its place in the line;
/// different keys run in parallel, as many as its user takes. What failed comes again after its backoff unless it was replaced, and
/// holds up nobody meanwhile. Time is a parameter: the duration since a fixed start.
package struct WorkQueue<Work: Sendable>: Sendable {
    /// A piece of work that was handed out.
    package struct Ticket: Sendable {
        package let key: String
        package let work: Work
        /// 1 for the first attempt at this work.
        package let attempt: Int
        /// How long it stood in the line since it was offered or due again.
        package let waited: Duration
    }

    /// What became of a piece of work that is done.
    package enum Disposition: Sendable, Equatable {
        /// It is done, and nothing else is known for its key.
        case idle
        /// Newer work of the same key is in the line.
        case replaced
        /// It is done, and what follows it is in the line.
        case followed
        /// It failed, and comes again at this time.
        case retry(at: Duration)
        /// It failed, and would have to wait too long to come again.
        case givenUp
    }

    private struct Item: Sendable {
        var work: Work
        var attempt: Int
        var since: Duration
        var number: UInt64
    }

    private struct Slot: Sendable {
        var waiting: Item?
        var running: Item?
        /// The waiting item is in the line; otherwise it waits for the running one, or for its time.
        var lined = false
        var due: Duration?
    }

    private struct Barrier: Sendable {
        let number: UInt64
        /// How many pieces of work before it nobody has attempted yet.
        var remaining: Int
    }

    private var slots: [String: Slot] = [:]
    private var line: Deque<String> = []
    private var delayed = DelayHeap()
    private var bucket: TokenBucket
    private let policy: RetryPolicy
    private var numbers: UInt64 = 0
    private var unattempted: Set<UInt64> = []
    private var barriers: Deque<Barrier> = []

    /// How many keys are in the line, ready to be taken.
    package var depth: Int { line.count }
    /// How many pieces of work are running.
    package private(set) var running = 0
    /// How many keys wait for the end of their backoff.
    package private(set) var backingOff = 0
    /// How many times are kept: those of ``backingOff``, and of what was replaced meanwhile.
    var delayedCount: Int { delayed.count }
    /// Whether nothing runs, waits or will come again.
    package var isEmpty: Bool { slots.isEmpty }
    /// When the next key's backoff ends; past until `admitDue` or `take` puts that key in the line.
    package var nextDue: Duration? { delayed.first?.due }

    package init(policy: RetryPolicy = RetryPolicy()) {
        self.policy = policy
        bucket = TokenBucket(perSecond: policy.perSecond, burst: policy.burst, longest: policy.longest)
    }

    /// Adds work for a key.
    ///
    /// - Returns: The work that it replaces, which nobody had started on or which had failed and was to come again.
    package mutating func offer(_ work: Work, for key: String, at now: Duration) -> Work? {
        numbers += 1
        unattempted.insert(numbers)
        var slot = slots[key] ?? Slot()
        let replaced = slot.waiting
        if let replaced { settle(replaced.number) }
        let since = slot.lined ? (replaced?.since ?? now) : now
        slot.waiting = Item(work: work, attempt: 1, since: since, number: numbers)
        if slot.due != nil {
            slot.due = nil
            backingOff -= 1
        }
        if slot.running == nil && !slot.lined {
            slot.lined = true
            line.append(key)
        }
        slots[key] = slot
        return replaced?.work
    }

    /// Hands out the next work, if any is ready.
    package mutating func take(at now: Duration) -> Ticket? {
        admitDue(at: now)
        guard let key = line.popFirst(), var slot = slots[key], let item = slot.waiting else { return nil }
        slot.lined = false
        slot.waiting = nil
        slot.running = item
        slots[key] = slot
        running += 1
        return Ticket(key: key, work: item.work, attempt: item.attempt, waited: max(.zero, now - item.since))
    }

    /// Takes work back that is done.
    ///
    /// - Parameters:
    ///   - failed: Whether it has to come again.
    ///   - patience: How far off its next attempt may be; what would have to wait longer is given up. Nil: for ever.
    ///   - next: What follows it, at the end of the line, unless it failed or newer work is there.
    package mutating func finish(
        _ key: String, failed: Bool, at now: Duration, patience: Duration? = nil, followedBy next: Work? = nil
    ) -> Disposition {
        guard var slot = slots[key], let item = slot.running else { return .idle }
        running -= 1
        settle(item.number)
        slot.running = nil
        if slot.waiting != nil {
            slot.lined = true
            line.append(key)
            slots[key] = slot
            return .replaced
        }
        guard failed else {
            slots[key] = nil
            guard let next else { return .idle }
            _ = offer(next, for: key, at: now)
            return .followed
        }
        let wait = max(policy.backoff(failures: item.attempt), bucket.reserve(at: now))
        if let patience, wait > patience {
            slots[key] = nil
            return .givenUp
        }
        let due = now + wait
        slot.waiting = Item(work: item.work, attempt: item.attempt + 1, since: due, number: item.number)
        slot.due = due
        slots[key] = slot
        delayed.insert(key, due: due)
        backingOff += 1
        sweepDelayed()
        return .retry(at: due)
    }

    /// Gives up what failed and is not due before a time; how many that is.
    package mutating func giveUp(after limit: Duration) -> Int {
        var count = 0
        for (key, slot) in slots {
            guard let due = slot.due, due > limit, let item = slot.waiting else { continue }
            settle(item.number)
            slots[key] = nil
            backingOff -= 1
            count += 1
        }
        return count
    }

    /// Forgets everything that is not running.
    package mutating func discardWaiting() {
        line.removeAll()
        delayed = DelayHeap()
        backingOff = 0
        for (key, slot) in slots {
            if let item = slot.waiting { settle(item.number) }
            slots[key] = slot.running.map { Slot(waiting: nil, running: $0, lined: false, due: nil) }
        }
    }

    /// Sets a barrier behind all work offered so far.
    ///
    /// - Returns: What `passedBarriers` will answer once each piece of it was attempted at least once, or replaced.
    package mutating func setBarrier() -> UInt64 {
        numbers += 1
        barriers.append(Barrier(number: numbers, remaining: unattempted.count))
        return numbers
    }

    /// The barriers before which nothing is left, in their order; each is answered once.
    package mutating func passedBarriers() -> [UInt64] {
        var passed: [UInt64] = []
        while let barrier = barriers.first, barrier.remaining == 0 {
            passed.append(barrier.number)
            barriers.removeFirst()
        }
        return passed
    }

    /// Counts work as attempted, or as replaced.
    private mutating func settle(_ number: UInt64) {
        guard unattempted.remove(number) != nil else { return }
        for index in barriers.indices where barriers[index].number > number { barriers[index].remaining -= 1 }
    }

    /// Drops the entries of what was replaced once they are most.
    private mutating func sweepDelayed() {
        guard delayed.count > 2 * backingOff + Self.fewLeftovers else { return }
        delayed = DelayHeap()
        for (key, slot) in slots { if let due = slot.due { delayed.insert(key, due: due) } }
    }

    /// So many entries of what was replaced are worth no work.
    private static var fewLeftovers: Int { 64 }

    /// Puts what failed and is due again at the end of the line.
    package mutating func admitDue(at now: Duration) {
        while let next = delayed.first, next.due <= now {
            delayed.removeFirst()
            // An entry whose key was replaced or is due at another time is a leftover.
            guard var slot = slots[next.key], slot.due == next.due, slot.running == nil, !slot.lined else { continue }
            slot.due = nil
            slot.lined = true
            slots[next.key] = slot
            backingOff -= 1
            line.append(next.key)
        }
    }
}
