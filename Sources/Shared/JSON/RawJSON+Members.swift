extension RawJSON {
    /// Walks over the members of an object, checks every byte on the way and makes nothing of them.
    ///
    /// For an envelope whose members are told apart by their keys while it is checked, at the cost of checking alone.
    /// - Parameters:
    ///   - bytes: the text, perhaps with white space around it
    ///   - limits: the bounds
    ///   - visit: takes a member's key, its escapes resolved, and where its value lies, counted from the first of the bytes;
    ///     the key's bytes are valid during the call
    /// - Returns: whether it is an object; any other value is checked all the same
    /// - Throws: ``JSONError`` with the place of the first violation, or if a limit is exceeded.
    package static func checkMembers(
        of bytes: ArraySlice<UInt8>, limits: JSONLimits = .default,
        _ visit: (_ key: UnsafeBufferPointer<UInt8>, _ value: Range<Int>) -> Void
    ) throws(JSONError) -> Bool {
        try JSONText.read(bytes) { text throws(JSONFault) in
            if let limit = limits.maximumBytes, text.count > limit {
                throw JSONFault(.tooLarge(limit: limit), max(limit, 0))
            }
            guard let base = text.baseAddress else { throw JSONFault(.unexpectedEnd, 0) }
            var scanner = JSONScanner(base, count: text.count)
            scanner.skipSpace()
            let isObject = !scanner.isAtEnd && scanner.cursor.pointee == UInt8(ascii: "{") && limits.depth > 0
            if isObject {
                try walk(&scanner, limits, visit)
            } else {
                var validator = JSONValidator(limit: limits.depth)
                try validator.skipValue(&scanner)
            }
            scanner.skipSpace()
            guard scanner.isAtEnd else { throw scanner.fault(.trailingBytes) }
            return isObject
        }
    }

    private static func walk(
        _ scanner: inout JSONScanner, _ limits: JSONLimits, _ visit: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void
    ) throws(JSONFault) {
        scanner.cursor += 1
        scanner.skipSpace()
        if !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "}") {
            scanner.cursor += 1
            return
        }
        var expected = JSONError.Expectation.keyOrEnd
        var validator = JSONValidator(limit: limits.depth, within: 1)
        while true {
            scanner.skipSpace()
            guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "\"") else { throw scanner.unexpected(expected) }
            let key = try scanner.skipCheckedString()
            scanner.skipSpace()
            guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: ":") else { throw scanner.unexpected(.colon) }
            scanner.cursor += 1
            scanner.skipSpace()
            let start = scanner.offset
            try validator.skipValue(&scanner)
            if key.isEscaped {
                let decoded = Array(try scanner.decode(key).utf8)
                decoded.withUnsafeBufferPointer { visit($0, start..<scanner.offset) }
            } else {
                visit(key.bytes, start..<scanner.offset)
            }
            scanner.skipSpace()
            guard !scanner.isAtEnd else { throw scanner.fault(.unexpectedEnd) }
            let byte = scanner.cursor.pointee
            guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") else { throw scanner.unexpected(.commaOrBrace) }
            scanner.cursor += 1
            if byte == UInt8(ascii: "}") { return }
            expected = .key
        }
    }
}
