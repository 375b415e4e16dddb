/// A time zone: which offset from UTC holds when.
final class TimeZone: Sendable {
    /// An offset and its abbreviation.
    struct Kind: Sendable, Hashable {
        let name: String
        /// Seconds to the east of UTC.
        let offset: Int
        let isDaylightSaving: Bool
    }

    /// A moment from which on a kind holds.
    struct Transition: Sendable {
        let time: Int64
        /// The place of the kind in the list.
        let kind: Int
    }

    /// What holds at a moment, and in between which moments at least.
    struct Period: Sendable {
        let kind: Kind
        let start: Int64
        let end: Int64

        var name: String { kind.name }
        var offset: Int { kind.offset }
    }

    /// The name that it was asked for by.
    let name: String
    private let kinds: [Kind]
    private let transitions: [Transition]

    /// What holds after the last transition.
    private let rule: TimeZoneRule?

    /// - Parameters:
    ///   - name: The name.
    ///   - kinds: At least one.
    ///   - transitions: In the order of their times; each with a kind that there is.
    ///   - rule: What holds after the last transition.
    init(name: String, kinds: [Kind], transitions: [Transition] = [], rule: TimeZoneRule? = nil) {
        self.name = name
        self.kinds = kinds
        self.transitions = transitions
        self.rule = rule
    }

    /// A zone of one offset for all time.
    convenience init(fixed name: String, offset: Int) {
        self.init(name: name, kinds: [Kind(name: name, offset: offset, isDaylightSaving: false)])
    }

    static let utc = TimeZone(fixed: "UTC", offset: 0)

    /// Go's `Local`: templates give the same on each machine, so that it is UTC.
    static let local = TimeZone(fixed: "UTC", offset: 0)

    /// What holds at a moment.
    func period(at seconds: Int64) -> Period {
        guard let first = transitions.first, seconds >= first.time else {
            return Period(kind: firstKind, start: .min, end: transitions.first?.time ?? .max)
        }
        var low = 0
        var high = transitions.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if seconds < transitions[middle].time { high = middle } else { low = middle }
        }
        if low == transitions.count - 1, let rule { return rule.period(at: seconds, since: transitions[low].time) }
        let end = high < transitions.count ? transitions[high].time : .max
        return Period(kind: kinds[transitions[low].kind], start: transitions[low].time, end: end)
    }

    /// The moment at which the zone's own clocks show a time, which is given as if it were one of UTC.
    func universal(_ local: Int64) -> Int64 {
        // The guess is good but near a transition.
        let guess = period(at: local)
        guard guess.offset != 0 else { return local }
        let moment = local &- Int64(guess.offset)
        if moment >= guess.start, moment < guess.end { return moment }
        return local &- Int64(period(at: moment).offset)
    }

    /// The offset that an abbreviation stands for, if the zone has it.
    ///
    /// - Parameter local: The zone's own time, as if it were one of UTC: an abbreviation may have two meanings.
    func offset(named name: String, at local: Int64) -> Int? {
        let candidates = kinds.filter { $0.name == name }
        for candidate in candidates {
            let period = period(at: local &- Int64(candidate.offset))
            if period.name == name { return period.offset }
        }
        return candidates.first?.offset
    }

    /// What holds before the first transition.
    private var firstKind: Kind {
        guard transitions.contains(where: { $0.kind == 0 }), let first = transitions.first else { return kinds[0] }
        if kinds[first.kind].isDaylightSaving, let before = kinds[..<first.kind].last(where: { !$0.isDaylightSaving }) {
            return before
        }
        return kinds.first { !$0.isDaylightSaving } ?? kinds[0]
    }
}
