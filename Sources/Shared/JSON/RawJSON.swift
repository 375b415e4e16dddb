/// One JSON value as the bytes it came in, untouched.
///
/// It finds its way in these bytes without making values of what it passes:
///
///     let object = try RawJSON(validating: line)
///     let name = try object.find("metadata", "name")?.string
///
/// Nothing that is found is copied: what comes out are slices of what went in.
public struct RawJSON: Sendable {
    /// The value's bytes, without white space around them.
    public let bytes: ArraySlice<UInt8>

    /// Checks that the bytes are one JSON value, exactly as ``JSONValue/init(parsing:limits:)-9b6tz`` does.
    /// - Throws: ``JSONError`` with the place of the first violation, or if a limit is exceeded.
    public init(validating bytes: ArraySlice<UInt8>, limits: JSONLimits = .default) throws(JSONError) {
        let range = try JSONText.read(bytes) { text throws(JSONFault) in try RawJSON.validate(text, limits: limits) }
        self.bytes = bytes[(bytes.startIndex + range.lowerBound)..<(bytes.startIndex + range.upperBound)]
    }

    /// Checks that the bytes are one JSON value.
    /// - Throws: ``JSONError`` with the place of the first violation, or if a limit is exceeded.
    public init(validating bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
        try self.init(validating: bytes[...], limits: limits)
    }

    /// Takes the bytes for what they are said to be.
    ///
    /// If they are not JSON, finding something in them gives an error or
    /// something meaningless, never a crash.
    public init(unchecked bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    /// Writes a value.
    public init(_ value: JSONValue) {
        bytes = value.serialized()[...]
    }

    /// Parses the value.
    /// - Throws: ``JSONError`` if a limit is exceeded, or the bytes were not checked and are not JSON.
    public func value(limits: JSONLimits = .default) throws(JSONError) -> JSONValue {
        try JSONValue(parsing: bytes, limits: limits)
    }

    /// Moves over one value and says where it lies.
    private static func validate(
        _ text: UnsafeBufferPointer<UInt8>, limits: JSONLimits
    ) throws(JSONFault) -> Range<Int> {
        if let limit = limits.maximumBytes, text.count > limit { throw JSONFault(.tooLarge(limit: limit), max(limit, 0)) }
        guard let base = text.baseAddress else { throw JSONFault(.unexpectedEnd, 0) }
        var scanner = JSONScanner(base, count: text.count)
        scanner.skipSpace()
        let start = scanner.offset
        var validator = JSONValidator(limit: limits.depth)
        try validator.skipValue(&scanner)
        let end = scanner.offset
        scanner.skipSpace()
        guard scanner.isAtEnd else { throw scanner.fault(.trailingBytes) }
        return start..<end
    }
}

extension RawJSON: Hashable {
    /// Whether both consist of the same bytes.
    public static func == (left: RawJSON, right: RawJSON) -> Bool {
        guard left.bytes.count == right.bytes.count else { return false }
        let same = left.bytes.withUnsafeBufferPointer { left in
            right.bytes.withUnsafeBufferPointer { right in
                guard let a = left.baseAddress, let b = right.baseAddress else { return true }
                return Words.areEqual(a, b, count: left.count)
            }
        }
        return same
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension RawJSON: CustomStringConvertible {
    /// The bytes as a string.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
