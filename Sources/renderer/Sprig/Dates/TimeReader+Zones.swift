extension TimeReader {
    /// Reads the abbreviation of a zone.
    mutating func readZoneName() throws(Failure) {
        if rest.starts(with: "UTC".utf8) {
            rest = rest.dropFirst(3)
            isUTC = true
            return
        }
        let length = Self.zoneNameLength(rest)
        guard length > 0 else { throw .mismatch }
        zoneName = String(decoding: try take(length), as: UTF8.self)
    }

    /// How much of a text looks like a zone: three capital letters, four or five with a T at their end, and some more.
    private static func zoneNameLength(_ text: ArraySlice<UInt8>) -> Int {
        guard text.count >= 3 else { return 0 }
        if text.starts(with: "ChST".utf8) || text.starts(with: "MeST".utf8) { return 4 }
        if text.starts(with: "GMT".utf8) { return 3 + signedHoursLength(text.dropFirst(3)) }
        if text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-") { return signedHoursLength(text) }
        let letters = text.prefix(6).prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        switch letters.count {
        case 3: return 3
        case 4: return letters.last == UInt8(ascii: "T") || letters.elementsEqual("WITA".utf8) ? 4 : 0
        case 5: return letters.last == UInt8(ascii: "T") ? 5 : 0
        default: return 0
        }
    }

    /// The length of a sign and up to 23 hours; 0 for anything else.
    private static func signedHoursLength(_ text: ArraySlice<UInt8>) -> Int {
        guard text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-") else { return 0 }
        let digits = text.dropFirst().prefix { $0.isDigit }
        guard !digits.isEmpty else { return 0 }
        var hours = 0
        for digit in digits where hours <= 23 { hours = hours * 10 + Int(digit) - 48 }
        return hours > 23 ? 0 : 1 + digits.count
    }

    /// The hours after `GMT`, as seconds.
    static func greenwichOffset(_ name: String) -> Int {
        guard name.utf8.count > 3, name.hasPrefix("GMT") else { return 0 }
        return (Int(name.dropFirst(3)) ?? 0) * 3600
    }
}
