extension Timestamp {
    /// Reads a date and time of RFC 3339, section 5.6, with any offset; digits after the ninth of a fraction are cut off.
    ///
    /// A leap second (`:60`) is read as the second after `:59`. Nil for anything that the grammar does not allow.
    package init?(parsing text: String) {
        let parsed = text.utf8.withContiguousStorageIfAvailable { Timestamp.parse($0) } ?? Timestamp.parse(Array(text.utf8))
        guard let parsed else { return nil }
        self = parsed
    }

    /// As `init(parsing:)`, from bytes.
    package init?(parsing bytes: some RandomAccessCollection<UInt8>) {
        guard let parsed = bytes.withContiguousStorageIfAvailable({ Timestamp.parse($0) }) ?? Timestamp.parse(Array(bytes)) else {
            return nil
        }
        self = parsed
    }

    private static func parse(_ bytes: some RandomAccessCollection<UInt8>) -> Timestamp? {
        var scanner = Scanner(bytes: bytes, position: bytes.startIndex)
        guard let year = scanner.number(digits: 4), scanner.take("-"),
            let month = scanner.number(digits: 2), scanner.take("-"),
            let day = scanner.number(digits: 2), scanner.take("T") || scanner.take("t") || scanner.take(" "),
            let hour = scanner.number(digits: 2), scanner.take(":"),
            let minute = scanner.number(digits: 2), scanner.take(":"),
            let second = scanner.number(digits: 2),
            let nanoseconds = scanner.fraction(), let offset = scanner.offset(), scanner.isAtEnd,
            (1...12).contains(month), day >= 1, day <= lastDay(of: month, year: year),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let clock = hour * 3600 + minute * 60 + second
        let seconds = days(year: year, month: month, day: day) * 86_400 + clock - offset
        return Timestamp(seconds: seconds, nanoseconds: nanoseconds)
    }

    private static func lastDay(of month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Walks over the text of one timestamp.
    private struct Scanner<Bytes: RandomAccessCollection<UInt8>> {
        let bytes: Bytes
        var position: Bytes.Index

        var isAtEnd: Bool { position == bytes.endIndex }

        mutating func digit() -> Int64? {
            guard !isAtEnd, case let byte = bytes[position], (0x30...0x39).contains(byte) else { return nil }
            position = bytes.index(after: position)
            return Int64(byte &- 0x30)
        }

        mutating func number(digits: Int) -> Int64? {
            var value: Int64 = 0
            for _ in 0..<digits {
                guard let digit = digit() else { return nil }
                value = value * 10 + digit
            }
            return value
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard !isAtEnd, bytes[position] == UInt8(ascii: character) else { return false }
            position = bytes.index(after: position)
            return true
        }

        /// `"." 1*DIGIT` or nothing, in nanoseconds.
        mutating func fraction() -> Int32? {
            guard take(".") else { return 0 }
            guard let first = digit() else { return nil }
            var value = Int32(first)
            var count = 1
            while let digit = digit() {
                if count < 9 {
                    value = value * 10 + Int32(digit)
                    count += 1
                }
            }
            for _ in count..<9 { value *= 10 }
            return value
        }

        /// `"Z"` or `("+" / "-") hour ":" minute`, in seconds to take away.
        mutating func offset() -> Int64? {
            if take("Z") || take("z") { return 0 }
            let sign: Int64
            if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
            guard let hour = number(digits: 2), take(":"), let minute = number(digits: 2), hour < 24, minute < 60 else {
                return nil
            }
            return sign * (hour * 3600 + minute * 60)
        }
    }
}
