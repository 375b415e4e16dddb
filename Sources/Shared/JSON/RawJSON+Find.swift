extension RawJSON {
    /// Finds the values of several paths of object keys in one pass.
    ///
    /// Everything else is skipped without being looked at closely, unless `validating`. Where an object repeats a key, the
    /// last one counts.
    /// - Parameters:
    ///   - paths: the paths
    ///   - validating: whether all the bytes are checked on the way, as ``init(validating:limits:)`` does
    ///   - limits: the bounds when validating
    /// - Returns: for each path its value, or `nil` if there is none
    /// - Throws: ``JSONError`` if the bytes are not JSON; without `validating` only if they lead nowhere.
    public func find(
        _ paths: JSONPaths, validating: Bool = false, limits: JSONLimits = .default
    ) throws(JSONError) -> [RawJSON?] {
        let ranges = try JSONText.read(bytes) { text throws(JSONFault) in
            guard let base = text.baseAddress else { throw JSONFault(.unexpectedEnd, 0) }
            var finder = JSONFinder(JSONScanner(base, count: text.count), paths: paths, limits: validating ? limits : nil)
            return try finder.find()
        }
        let start = bytes.startIndex
        return ranges.map { range in
            range.map { RawJSON(unchecked: bytes[(start &+ $0.lowerBound)..<(start &+ $0.upperBound)]) }
        }
    }

    /// Finds the values of several paths of object keys in one pass.
    public func find(_ paths: [[String]]) throws(JSONError) -> [RawJSON?] { try find(JSONPaths(paths)) }

    /// Finds the value of one path of object keys.
    public func find(_ path: String...) throws(JSONError) -> RawJSON? { try find(JSONPaths([path])).first ?? nil }

    /// The members of an object in their order, repeated keys as often as they stand there.
    /// - Throws: ``JSONError`` if it is not an object.
    public func members() throws(JSONError) -> [(key: String, value: RawJSON)] {
        let found = try JSONText.read(bytes) { text throws(JSONFault) in
            guard let base = text.baseAddress else { throw JSONFault(.unexpectedEnd, 0) }
            var scanner = JSONScanner(base, count: text.count)
            return try JSONFinder.members(&scanner)
        }
        let start = bytes.startIndex
        return found.map { key, range in
            (key, RawJSON(unchecked: bytes[(start &+ range.lowerBound)..<(start &+ range.upperBound)]))
        }
    }

    /// The elements of an array.
    /// - Throws: ``JSONError`` if it is not an array.
    public func elements() throws(JSONError) -> [RawJSON] {
        let found = try JSONText.read(bytes) { text throws(JSONFault) in
            guard let base = text.baseAddress else { throw JSONFault(.unexpectedEnd, 0) }
            var scanner = JSONScanner(base, count: text.count)
            return try JSONFinder.elements(&scanner)
        }
        let start = bytes.startIndex
        return found.map { RawJSON(unchecked: bytes[(start &+ $0.lowerBound)..<(start &+ $0.upperBound)]) }
    }
}
