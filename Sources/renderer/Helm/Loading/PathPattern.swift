/// A pattern of file names as Go's `path/filepath.Match` reads it: `*` and `?` match anything but a slash, `[a-z]` and `[^a]`
/// one character of some, and `\` takes the next one as it stands.
package struct PathPattern: Sendable {
    private enum Part {
        case any
        case one
        case literal(Unicode.Scalar)
        case set(ranges: [ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    private let parts: [Part]

    /// Nil for a pattern that is not well-formed.
    package init?(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var parts: [Part] = []
        var place = 0
        while place < scalars.count {
            let scalar = scalars[place]
            place += 1
            switch scalar {
            case "*": parts.append(.any)
            case "?": parts.append(.one)
            case "[":
                guard let set = Self.set(in: scalars, &place) else { return nil }
                parts.append(set)
            case "\\":
                guard place < scalars.count else { return nil }
                parts.append(.literal(scalars[place]))
                place += 1
            default: parts.append(.literal(scalar))
            }
        }
        self.parts = parts
    }

    private static func set(in scalars: [Unicode.Scalar], _ place: inout Int) -> Part? {
        var isNegated = false
        if place < scalars.count, scalars[place] == "^" {
            isNegated = true
            place += 1
        }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while true {
            if place < scalars.count, scalars[place] == "]", !ranges.isEmpty {
                place += 1
                return .set(ranges: ranges, isNegated: isNegated)
            }
            guard let low = bound(in: scalars, &place) else { return nil }
            var high = low
            if place < scalars.count, scalars[place] == "-" {
                place += 1
                guard let bound = bound(in: scalars, &place) else { return nil }
                high = bound
            }
            // A range that ends before it begins matches nothing.
            if low <= high { ranges.append(low...high) } else { ranges.append("/"..."/") }
        }
    }

    private static func bound(in scalars: [Unicode.Scalar], _ place: inout Int) -> Unicode.Scalar? {
        guard place < scalars.count, scalars[place] != "-", scalars[place] != "]" else { return nil }
        if scalars[place] == "\\" { place += 1 }
        guard place < scalars.count else { return nil }
        defer { place += 1 }
        // What closes the set must still follow.
        return place + 1 < scalars.count ? scalars[place] : nil
    }

    /// Whether the pattern matches the whole of a path.
    package func matches(_ path: String) -> Bool {
        let scalars = Array(path.unicodeScalars)
        var part = 0
        var place = 0
        // Where to go on if what follows the last star does not match: the star takes one character more.
        var retry: (part: Int, place: Int)?
        while place < scalars.count || part < parts.count {
            if part < parts.count {
                if case .any = parts[part] {
                    retry = (part, place)
                    part += 1
                    continue
                }
                if place < scalars.count, Self.matches(parts[part], scalars[place]) {
                    part += 1
                    place += 1
                    continue
                }
            }
            guard let last = retry, last.place < scalars.count, scalars[last.place] != "/" else { return false }
            retry = (last.part, last.place + 1)
            part = last.part + 1
            place = last.place + 1
        }
        return true
    }

    private static func matches(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
        switch part {
        case .any: false
        case .one: scalar != "/"
        case .literal(let literal): literal == scalar
        case .set(let ranges, let isNegated): scalar != "/" && ranges.contains { $0.contains(scalar) } != isNegated
        }
    }
}
