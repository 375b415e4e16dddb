extension TimeZone {
    /// Reads a time zone file, TZif of any version (RFC 9636); nil if it is none.
    convenience init?(name: String, file: [UInt8]) {
        var reader = Reader(rest: file[...])
        guard var header = reader.header() else { return nil }
        let isWide = header.version > 0
        if isWide {
            // The same follows with times of 64 bits.
            guard reader.take(header.bodyLength(timeWidth: 4)) != nil, let wide = reader.header() else { return nil }
            header = wide
        }
        let width = isWide ? 8 : 4
        guard header.kinds > 0, let times = reader.take(header.transitions * width),
            let indexes = reader.take(header.transitions),
            let records = reader.take(header.kinds * 6), let names = reader.take(header.characters),
            reader.take(header.leapSeconds * (width + 4)) != nil,
            reader.take(header.standardFlags + header.universalFlags) != nil,
            let kinds = Self.kinds(records, names: names)
        else { return nil }
        var transitions: [Transition] = []
        for (position, kind) in indexes.enumerated() {
            guard Int(kind) < kinds.count else { return nil }
            let time = Reader.integer(times.dropFirst(position * width).prefix(width))
            transitions.append(Transition(time: time, kind: Int(kind)))
        }
        if transitions.isEmpty { transitions = [Transition(time: .min, kind: 0)] }
        var rule: TimeZoneRule?
        let footer = reader.rest
        if footer.count > 2, footer.first == UInt8(ascii: "\n"), footer.last == UInt8(ascii: "\n") {
            rule = TimeZoneRule(footer.dropFirst().dropLast())
        }
        self.init(name: name, kinds: kinds, transitions: transitions, rule: rule)
    }

    private static func kinds(_ records: ArraySlice<UInt8>, names: ArraySlice<UInt8>) -> [Kind]? {
        var kinds: [Kind] = []
        var rest = records
        while rest.count >= 6 {
            let offset = Int(Reader.integer(rest.prefix(4)))
            let isDaylightSaving = rest[rest.startIndex + 4] != 0
            let start = Int(rest[rest.startIndex + 5])
            guard start < names.count else { return nil }
            let name = names.dropFirst(start).prefix { $0 != 0 }
            kinds.append(
                Kind(name: String(decoding: name, as: UTF8.self), offset: offset, isDaylightSaving: isDaylightSaving))
            rest = rest.dropFirst(6)
        }
        return kinds
    }

    /// The counts at the head of a file's block.
    private struct Header {
        let version: UInt8
        let universalFlags, standardFlags, leapSeconds, transitions, kinds, characters: Int

        func bodyLength(timeWidth: Int) -> Int {
            transitions * (timeWidth + 1) + kinds * 6 + characters + leapSeconds * (timeWidth + 4) + standardFlags
                + universalFlags
        }
    }

    /// Takes the parts of a file off its front.
    private struct Reader {
        /// No count of a sensible file is larger; the largest is that of the transitions.
        static let maximumCount: Int64 = 100_000

        var rest: ArraySlice<UInt8>

        mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
            guard count >= 0, rest.count >= count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }

        mutating func header() -> Header? {
            guard let magic = take(4), magic.elementsEqual("TZif".utf8), let version = take(16)?.first, let counts = take(24)
            else { return nil }
            var numbers: [Int] = []
            for position in 0..<6 {
                let number = Self.integer(counts.dropFirst(position * 4).prefix(4))
                guard (0...Self.maximumCount).contains(number) else { return nil }
                numbers.append(Int(number))
            }
            return Header(
                version: version, universalFlags: numbers[0], standardFlags: numbers[1], leapSeconds: numbers[2],
                transitions: numbers[3], kinds: numbers[4], characters: numbers[5])
        }

        /// A signed number, the first byte the highest.
        static func integer(_ bytes: ArraySlice<UInt8>) -> Int64 {
            var number: Int64 = bytes.first.map { $0 >= 0x80 ? -1 : 0 } ?? 0
            for byte in bytes { number = number << 8 | Int64(byte) }
            return number
        }
    }
}
