/// A comparison with one version, such as `>=1.2`.
struct VersionComparison: Sendable {
    /// How versions are compared.
    enum Operation: Sendable {
        case equal, notEqual, greater, less, atLeast, atMost, tilde, caret

        /// Reads an operator; none means that versions are the same.
        static func read(_ reader: inout VersionReader) -> Operation {
            if reader.skip("!=") { return .notEqual }
            if reader.skip(">=") || reader.skip("=>") { return .atLeast }
            if reader.skip("<=") || reader.skip("=<") { return .atMost }
            if reader.skip("~>") || reader.skip("~") { return .tilde }
            if reader.skip("^") { return .caret }
            if reader.skip(">") { return .greater }
            if reader.skip("<") { return .less }
            _ = reader.skip("=")
            return .equal
        }
    }

    private let operation: Operation
    private let bound: SemanticVersion
    /// Whether some number is a placeholder or left out: any, the second, or only the third one.
    private let isOpen: Bool
    private let isMinorOpen: Bool
    private let isPatchOpen: Bool

    /// - Throws: semver's error for numbers that are too large or begin with a zero.
    init(_ operation: Operation, _ parts: VersionReader.Parts) throws(SemanticVersion.Problem) {
        self.operation = operation
        let numbers = parts.numbers
        let known = numbers.prefix { $0 != nil }.count
        isOpen = known < 3
        isMinorOpen = known == 1
        isPatchOpen = known == 2
        var values: [UInt64] = []
        for digits in numbers.prefix(known) {
            guard let value = digits.flatMap({ UInt64($0) }) else { throw Self.unreadable }
            values.append(value)
        }
        if SemanticVersion.hasLeadingZero(parts.prerelease) { throw Self.unreadable }
        while values.count < 3 { values.append(0) }
        bound = SemanticVersion(major: values[0], minor: values[1], patch: values[2], prerelease: parts.prerelease)
    }

    private static let unreadable = SemanticVersion.Problem(description: "constraint Parser Error")

    /// Whether the comparison holds. A prerelease is out of every range that names none.
    func holds(for version: SemanticVersion) -> Bool {
        if !version.prerelease.isEmpty, bound.prerelease.isEmpty {
            guard operation == .notEqual, !isOpen else { return false }
        }
        switch operation {
        case .equal: return isOpen ? isWithinTilde(version) : version == bound
        case .notEqual: return differs(version)
        case .greater: return isGreater(version)
        case .less: return version < bound
        case .atLeast: return version >= bound
        case .atMost: return isAtMost(version)
        case .tilde: return isWithinTilde(version)
        case .caret: return isWithinCaret(version)
        }
    }

    private func differs(_ version: SemanticVersion) -> Bool {
        guard isOpen else { return version != bound }
        if version.major != bound.major { return true }
        if isMinorOpen { return false }
        if version.minor != bound.minor { return true }
        if isPatchOpen {
            return SemanticVersion.comparePrereleases(version.prerelease, bound.prerelease) != 0
        }
        return version.patch != bound.patch || version != bound
    }

    private func isGreater(_ version: SemanticVersion) -> Bool {
        guard isOpen else { return version > bound }
        if version.major != bound.major { return version.major > bound.major }
        if isMinorOpen { return false }
        if isPatchOpen { return version.minor > bound.minor }
        return version > bound
    }

    private func isAtMost(_ version: SemanticVersion) -> Bool {
        guard isOpen else { return version <= bound }
        if version.major != bound.major { return version.major < bound.major }
        return version.minor <= bound.minor || isMinorOpen
    }

    private func isWithinTilde(_ version: SemanticVersion) -> Bool {
        if version < bound { return false }
        if bound.major == 0, bound.minor == 0, bound.patch == 0, !isMinorOpen, !isPatchOpen { return true }
        return version.major == bound.major && (version.minor == bound.minor || isMinorOpen)
    }

    private func isWithinCaret(_ version: SemanticVersion) -> Bool {
        if version < bound || version.major != bound.major { return false }
        if bound.major > 0 || isMinorOpen { return true }
        if bound.minor > 0 || isPatchOpen { return version.minor == bound.minor }
        return version.minor == 0 && version.patch == bound.patch
    }
}
