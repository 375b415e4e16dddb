/// UUIDs and semantic versions.
enum IdentifierFormats {
    private static let groupLengths = [8, 4, 4, 4, 12]

    static func uuid(_ text: String) -> String? {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.count == groupLengths.count else { return "must have \(groupLengths.count) elements" }
        for (place, group) in groups.enumerated() {
            guard group.utf8.count == groupLengths[place] else {
                return "element \(place + 1) must be \(groupLengths[place]) characters long"
            }
            for character in group where !(character.isASCII && character.isHexDigit) {
                return "non-hex character \(Quoted.text(String(character)))"
            }
        }
        return nil
    }

    /// A version as semver.org has it, without a `v` before it.
    static func version(_ text: String) -> String? {
        var rest = text[...]
        if let plus = rest.firstIndex(of: "+") {
            let build = rest[rest.index(after: plus)...]
            if let complaint = identifiers(build, "build", allowsLeadingZeros: true) { return complaint }
            rest = rest[..<plus]
        }
        if let hyphen = rest.firstIndex(of: "-") {
            let release = rest[rest.index(after: hyphen)...]
            if let complaint = identifiers(release, "prerelease", allowsLeadingZeros: false) { return complaint }
            rest = rest[..<hyphen]
        }
        let numbers = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 3 else { return "versionCore must have 3 numbers separated by dot" }
        for (name, number) in zip(["major", "minor", "patch"], numbers) {
            if number.isEmpty { return "\(name) is empty" }
            if !number.utf8.allSatisfy(isDigit) { return "\(name) has non-digit" }
            if number.utf8.count > 1, number.first == "0" { return "\(name) starts with zero" }
        }
        return nil
    }

    private static func identifiers(_ text: Substring, _ name: String, allowsLeadingZeros: Bool) -> String? {
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            if part.isEmpty { return "\(name) identifier is empty" }
            let isPlain = part.utf8.allSatisfy { isDigit($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D }
            if !isPlain { return "invalid character in \(name) identifier" }
            let isNumber = part.utf8.allSatisfy(isDigit)
            if isNumber, !allowsLeadingZeros, part.utf8.count > 1, part.first == "0" { return "\(name) number starts with zero" }
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
