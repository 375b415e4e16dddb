extension RawJSON {
    /// Finds the values of several paths of object keys in one pass.
    ///
    /// Everything else is skipped without being looked at closely, unless `validating`. Where an object repeats a key, the
    /// last one counts.
    /// - Parameters:
    ///   - paths: the paths
    ///   - validating: whether all the bytes are checked on the way, as ``init(validating:limits:)`` does
    ///   - unique: whether it is known that no object repeats a key: then what comes after the last value is not read
    ///   - limits: the bounds when validating
    /// - Returns: for each path its value, or `nil` if there is none
    /// - Throws: ``JSONError`` if the bytes are not JSON; without `validating` only if they lead nowhere.
    public func locate(
        _ paths: JSONPaths, validating: Bool = false, unique: Bool = false, limits: JSONLimits = .default
    ) throws(JSONError) -> JSONFindings {
        var few = InlineArray<8, JSONSpan>(repeating: .none)
        var more: [JSONSpan] = []
        let limits = validating ? limits : nil
        let fault = bytes.withUnsafeBufferPointer { text in
            guard paths.count <= 8 else {
                more = Array(repeating: .none, count: paths.count)
                return more.withUnsafeMutableBufferPointer { RawJSON.find(paths.tree, in: text, limits, unique, $0.baseAddress) }
            }
            return withUnsafeMutablePointer(to: &few) { few in
                few.withMemoryRebound(to: JSONSpan.self, capacity: 8) { RawJSON.find(paths.tree, in: text, limits, unique, $0) }
            }
        }
        if let fault { throw bytes.withUnsafeBytes { JSONError(fault, in: $0) } }
        return JSONFindings(few, more, count: paths.count, in: bytes)
    }

    private static func find(
        _ tree: JSONPathsTree, in text: UnsafeBufferPointer<UInt8>, _ limits: JSONLimits?, _ isUnique: Bool,
        _ spans: UnsafeMutablePointer<JSONSpan>?
    ) -> JSONFault? {
        guard let spans else { return nil }
        do throws(JSONFault) {
            try JSONFinder.find(tree, in: text, limits: limits, isUnique: isUnique, into: spans)
            return nil
        } catch {
            return error
        }
    }

    /// Finds the values of several paths of object keys in one pass, and gives them as an array.
    ///
    /// - Throws: ``JSONError`` as ``locate(_:validating:limits:)`` does
    public func find(
        _ paths: JSONPaths, validating: Bool = false, limits: JSONLimits = .default
    ) throws(JSONError) -> [RawJSON?] {
        Array(try locate(paths, validating: validating, limits: limits))
    }

    /// Finds the values of several paths of object keys in one pass.
    public func find(_ paths: [[String]]) throws(JSONError) -> [RawJSON?] { try find(JSONPaths(paths)) }

    /// Finds the value of one path of object keys.
    public func find(_ path: String...) throws(JSONError) -> RawJSON? { try locate(JSONPaths([path]))[0] }

    /// The members of an object in their order, repeated keys as often as they stand there.
    /// - Throws: ``JSONError`` if it is not an object.
    public func members() throws(JSONError) -> [(key: String, value: RawJSON)] {
        let found = try JSONText.read(bytes) { text throws(JSONFault) in
            guard let base = text.baseAddress else { throw JSONFault(.unexpectedEnd, 0) }
            var scanner = JSONScanner(base, count: text.count)
            return try scanner.members()
        }
        return found.map { ($0.key, slice($0.span)) }
    }

    /// The elements of an array.
    /// - Throws: ``JSONError`` if it is not an array.
    public func elements() throws(JSONError) -> [RawJSON] {
        let found = try JSONText.read(bytes) { text throws(JSONFault) in
            guard let base = text.baseAddress else { throw JSONFault(.unexpectedEnd, 0) }
            var scanner = JSONScanner(base, count: text.count)
            return try scanner.elements()
        }
        return found.map { slice($0) }
    }

    private func slice(_ span: JSONSpan) -> RawJSON {
        let start = bytes.startIndex
        return RawJSON(unchecked: bytes[(start &+ span.start)..<(start &+ span.end)])
    }
}
