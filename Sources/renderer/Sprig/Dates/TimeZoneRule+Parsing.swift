extension TimeZoneRule {
    /// Reads a rule; nil if it is none.
    init?(_ text: some Sequence<UInt8>) {
        var reader = Reader(rest: Array(text)[...])
        guard let name = reader.name(), let offset = reader.offset() else { return nil }
        standard = TimeZone.Kind(name: name, offset: -offset, isDaylightSaving: false)
        guard !reader.rest.isEmpty else {
            saving = nil
            return
        }
        guard let savingName = reader.name() else { return nil }
        var savingOffset = standard.offset + 3600
        if let next = reader.rest.first, next != UInt8(ascii: ",") {
            guard let offset = reader.offset() else { return nil }
            savingOffset = -offset
        }
        if reader.rest.isEmpty { reader.rest = Array(",M3.2.0,M11.1.0".utf8)[...] }
        guard reader.skip(","), let start = reader.change(), reader.skip(","), let end = reader.change(), reader.rest.isEmpty
        else { return nil }
        saving = (TimeZone.Kind(name: savingName, offset: savingOffset, isDaylightSaving: true), start, end)
    }

    /// Takes the parts of a rule off its front.
    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest = rest.dropFirst()
            return true
        }

        /// An abbreviation of at least three characters, or any between angle brackets.
        mutating func name() -> String? {
            let name: ArraySlice<UInt8>
            if skip("<") {
                guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
                name = rest[..<end]
                rest = rest[(end + 1)...]
            } else {
                name = rest.prefix { !Array("0123456789,-+".utf8).contains($0) }
                guard name.count >= 3 else { return nil }
                rest = rest.dropFirst(name.count)
            }
            return String(decoding: name, as: UTF8.self)
        }

        /// Hours, and minutes and seconds if need be, as seconds.
        mutating func offset() -> Int? {
            let isNegative = skip("-")
            if !isNegative { _ = skip("+") }
            guard var seconds = number(0...24 * 7).map({ $0 * 3600 }) else { return nil }
            for unit in [60, 1] where skip(":") {
                guard let number = number(0...59) else { return nil }
                seconds += number * unit
            }
            return isNegative ? -seconds : seconds
        }

        mutating func change() -> Change? {
            guard let day = day() else { return nil }
            guard skip("/") else { return Change(day: day, time: 2 * 3600) }
            return offset().map { Change(day: day, time: $0) }
        }

        private mutating func day() -> Change.Day? {
            if skip("J") { return number(1...365).map { .julian($0) } }
            guard skip("M") else { return number(0...365).map { .ofYear($0) } }
            guard let month = number(1...12), skip("."), let week = number(1...5), skip("."), let weekday = number(0...6)
            else { return nil }
            return .weekday(weekday, week: week, month: month)
        }

        private mutating func number(_ range: ClosedRange<Int>) -> Int? {
            var number: Int?
            while let digit = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
                let next = (number ?? 0) * 10 + Int(digit - UInt8(ascii: "0"))
                guard next <= range.upperBound else { return nil }
                number = next
                rest = rest.dropFirst()
            }
            guard let number, range.contains(number) else { return nil }
            return number
        }
    }
}
