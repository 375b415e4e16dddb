import GoTemplate

extension RegularExpression {
    /// How many matches are looked for between two looks at the clock, if that is quick.
    private static let clockInterval = 64

    /// Up to how many steps the search for one match is quick.
    private static let quickSteps = 1 << 20

    /// How many steps the search for one match may take: some seconds, in which nobody looks at the clock.
    private static let mostSteps = 1 << 28

    /// Whether a text has a match.
    package func matches(_ text: ByteString) -> Bool { first(in: RegexSubject(text)) != nil }

    /// The first match.
    package func first(in subject: RegexSubject) -> Range<Int>? {
        var ranges = [0, 0]
        let isFound = subject.bytes.withUnsafeBufferPointer { match($0, from: 0, &ranges) }
        return isFound ? ranges[0]..<ranges[1] : nil
    }

    /// The first match, within the bounds of a template's run.
    package func first(in subject: RegexSubject, _ execution: Execution) throws(FunctionError) -> Range<Int>? {
        let steps = try steps(in: subject)
        let range = first(in: subject)
        if steps > Self.quickSteps { try execution.checkInterruption() }
        return range
    }

    /// How many steps the search for one match takes at most.
    private func steps(in subject: RegexSubject) throws(FunctionError) -> Int {
        let (steps, isTooMuch) = size.multipliedReportingOverflow(by: subject.bytes.count)
        guard !isTooMuch, steps <= Self.mostSteps else {
            throw FunctionError(
                limit: .time,
                "the regular expression is too large (\(size) steps for each byte) for a text of \(subject.bytes.count) bytes")
        }
        return steps
    }

    /// Up to `limit` matches that do not overlap, all for a negative limit; an empty one does not follow another at once.
    package func all(
        in subject: RegexSubject, limit: Int, _ execution: Execution
    ) throws(FunctionError) -> [Range<Int>] {
        let steps = try steps(in: subject)
        let limit = limit < 0 ? subject.bytes.count + 1 : limit
        var found: [Range<Int>] = []
        var ranges = [0, 0]
        var position = 0
        var previousEnd = -1
        while found.count < limit, position <= subject.bytes.count {
            try look(found.count, steps, execution)
            guard subject.bytes.withUnsafeBufferPointer({ match($0, from: position, &ranges) }) else { break }
            var isAccepted = true
            if ranges[1] == position {
                if ranges[0] == previousEnd { isAccepted = false }
                let width = subject.width(at: position)
                position = width > 0 ? position + width : subject.bytes.count + 1
            } else {
                position = ranges[1]
            }
            previousEnd = ranges[1]
            if isAccepted {
                try execution.charge(bytes: 32)
                found.append(ranges[0]..<ranges[1])
            }
        }
        return found
    }

    /// The text with each match replaced.
    ///
    /// - Parameters:
    ///   - subject: The text.
    ///   - groups: How many groups the replacement asks for.
    ///   - execution: The run of the template.
    ///   - replacement: Appends what stands for a match, whose ranges it is given, and counts its memory before.
    package func replaceAll(
        in subject: RegexSubject, groups: Int, _ execution: Execution,
        _ replacement: (_ ranges: [Int], _ output: inout [UInt8]) throws(FunctionError) -> Void
    ) throws(FunctionError) -> ByteString {
        let steps = try steps(in: subject)
        var output: [UInt8] = []
        var ranges = Array(repeating: 0, count: 2 * (groups + 1))
        var lastEnd = 0
        var position = 0
        var rounds = 0
        while position <= subject.bytes.count {
            try look(rounds, steps, execution)
            rounds += 1
            guard subject.bytes.withUnsafeBufferPointer({ match($0, from: position, &ranges) }) else { break }
            try execution.charge(bytes: ranges[0] - lastEnd)
            subject[lastEnd, ranges[0]].append(to: &output)
            if ranges[1] > lastEnd || ranges[0] == 0 { try replacement(ranges, &output) }
            lastEnd = ranges[1]
            position = max(position + max(subject.width(at: position), 1), ranges[1])
        }
        subject[lastEnd, subject.bytes.count].append(to: &output)
        return ByteString(output)
    }

    /// Looks at the clock now and then: a text can have as many matches as bytes, each as long as the text.
    private func look(_ round: Int, _ steps: Int, _ execution: Execution) throws(FunctionError) {
        if steps > Self.quickSteps || round % Self.clockInterval == Self.clockInterval - 1 { try execution.checkInterruption() }
    }
}
