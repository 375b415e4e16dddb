import Diagnostics
import JSON

extension MappingReader {
    /// A string that is not empty.
    ///
    /// - Parameters:
    ///   - key: The member.
    ///   - what: What it must be, for the message: `a path`.
    ///   - check: Whether a string is that.
    func string(_ key: String, _ what: String, where check: (String) -> Bool = { _ in true }) -> String? {
        guard let value = value(key) else { return nil }
        guard let text = value.stringValue, !text.isEmpty, check(text) else {
            wrong(key, "must be \(what)", value)
            return nil
        }
        return text
    }

    /// `true` or `false`.
    func bool(_ key: String) -> Bool? {
        guard let value = value(key) else { return nil }
        if let truth = value.boolValue { return truth }
        wrong(key, "must be true or false", value)
        return nil
    }

    /// A whole number in a range.
    func integer(_ key: String, _ range: ClosedRange<Int>) -> Int? {
        guard let value = value(key) else { return nil }
        if let number = value.integerValue.flatMap({ Int(exactly: $0) }), range.contains(number) { return number }
        let bounds =
            range.upperBound == .max ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        wrong(key, "must be a whole number \(bounds)", value)
        return nil
    }

    /// A size in bytes: a number, or a string such as `16Mi`.
    func size(_ key: String) -> Int? {
        guard let value = value(key) else { return nil }
        let bytes = value.integerValue.flatMap { Int(exactly: $0) } ?? value.stringValue.flatMap(ByteSize.parse)
        if let bytes, bytes > 0 { return bytes }
        wrong(key, "must be a size in bytes such as 65536, 64Ki or 16Mi", value)
        return nil
    }

    /// A duration of some length at least; `0` only where it is allowed.
    func duration(_ key: String, allowsZero: Bool, zeroMeans: String = "", atLeast shortest: Duration = .zero) -> Duration? {
        guard let value = value(key) else { return nil }
        let text = value.stringValue ?? (value.integerValue == 0 ? "0" : "")
        let zero = allowsZero ? ", or 0 for \(zeroMeans)" : ""
        if let duration = DurationText.parse(text), allowsZero || duration > .zero {
            if duration == .zero || duration >= shortest { return duration }
            wrong(key, "must be at least \(DurationText.text(shortest))\(zero)", value)
            return nil
        }
        wrong(key, "must be a duration such as 30s, 10m or 1h30m\(zero)", value)
        return nil
    }

    /// One of some words.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let value = value(key) else { return nil }
        if let choice = value.stringValue.flatMap(Choice.init) { return choice }
        let words = type.allCases.map(\.rawValue)
        let near = value.stringValue.flatMap { NearestName.find($0, among: words) }.map { ": did you mean \"\($0)\"?" } ?? ""
        problems.add(
            "\(path(of: key)) must be \(MappingReader.enumeration(words, "or")), not \(MappingReader.quoted(value))\(near)",
            at: path(of: key))
        return nil
    }
}
