import CRE2
import GoTemplate

/// A pattern in RE2's syntax, which is Go's; matching takes time in proportion to the text.
package final class RegularExpression: Sendable {
    /// How much memory a pattern and what it learns while it matches may take.
    package static let memoryBytes: Int64 = 2 << 20

    /// The same for a pattern that needs more; such a one is not kept.
    package static let largeMemoryBytes: Int64 = 32 << 20

    // RE2's patterns do not change, and any number of threads may match with one.
    nonisolated(unsafe) private let pattern: OpaquePointer

    /// The pattern as it was given.
    package let source: ByteString

    /// The number of groups, without the whole match.
    package let groupCount: Int

    /// How many steps a byte of a text may take at most.
    package let size: Int

    /// Whether the pattern needs more memory than one that is kept.
    package let isLarge: Bool

    /// - Throws: Go's error text for what is wrong with the pattern.
    package init(_ source: ByteString) throws(FunctionError) {
        let dialect = RegularExpressionDialect(source.bytes)
        var compiled = try Self.compile(dialect.pattern, memory: Self.memoryBytes)
        var isLarge = false
        if cre2_error_of(compiled) == CRE2_TOO_LARGE {
            cre2_free(compiled)
            compiled = try Self.compile(dialect.pattern, memory: Self.largeMemoryBytes)
            isLarge = true
        }
        let code = cre2_error_of(compiled)
        guard code == CRE2_OK else {
            var length = 0
            let start = cre2_error_argument(compiled, &length)
            let argument = Array(UnsafeRawBufferPointer(start: start, count: length))
            cre2_free(compiled)
            throw Self.failure(code, argument: ByteString(dialect.original(argument)), in: source)
        }
        pattern = compiled
        groupCount = Int(cre2_group_count(compiled))
        size = max(1, Int(cre2_program_size(compiled)))
        self.isLarge = isLarge
        self.source = source
    }

    deinit {
        cre2_free(pattern)
    }

    /// The number of the group of a name.
    package func group(named name: ArraySlice<UInt8>) -> Int? {
        let number = name.withUnsafeBytes { bytes in
            cre2_group_named(pattern, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        return number < 0 ? nil : Int(number)
    }

    /// Looks for the leftmost match from an offset on.
    ///
    /// - Parameters:
    ///   - text: Valid UTF-8.
    ///   - start: Within `0...text.count`.
    ///   - ranges: Receives the start and the end of the match, and of each group that there is room for; -1 for a group
    ///     that took no part.
    /// - Returns: Whether there is a match.
    package func match(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ ranges: inout [Int]) -> Bool {
        var start = start
        while search(text, from: start, &ranges) {
            guard ranges[0] < text.count, text[ranges[0]] & 0xC0 == 0x80 else { return true }
            // `\B` matches between the bytes of a character, in RE2 alone.
            start = ranges[0] + 1
        }
        return false
    }

    private func search(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ ranges: inout [Int]) -> Bool {
        let groups = Int32(ranges.count / 2 - 1)
        return ranges.withUnsafeMutableBufferPointer { ranges in
            // An empty text may have no address, but RE2 tells a group that took no part by having none.
            guard let base = text.baseAddress else {
                var nothing: CChar = 0
                return cre2_match(pattern, &nothing, 0, 0, ranges.baseAddress, groups)
            }
            return UnsafeRawBufferPointer(start: base, count: text.count).withMemoryRebound(to: CChar.self) { text in
                cre2_match(pattern, text.baseAddress, text.count, start, ranges.baseAddress, groups)
            }
        }
    }

    private static func compile(_ pattern: [UInt8], memory: Int64) throws(FunctionError) -> OpaquePointer {
        let compiled = pattern.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in cre2_compile(bytes.baseAddress, bytes.count, memory) }
        }
        guard let compiled else { throw FunctionError("error parsing regexp: expression too large") }
        return compiled
    }

    /// Go's words for RE2's error.
    private static func failure(_ code: cre2_error, argument: ByteString, in source: ByteString) -> FunctionError {
        switch code {
        case CRE2_BAD_ESCAPE: failure("invalid escape sequence", argument)
        case CRE2_BAD_CLASS: failure("invalid character class", argument)
        case CRE2_BAD_RANGE: failure("invalid character class range", argument)
        case CRE2_MISSING_BRACKET: failure("missing closing ]", argument)
        case CRE2_MISSING_PAREN: failure("missing closing )", source)
        case CRE2_UNEXPECTED_PAREN: failure("unexpected )", source)
        case CRE2_TRAILING_BACKSLASH: failure("trailing backslash at end of expression", "")
        case CRE2_REPEAT_ARGUMENT: failure("missing argument to repetition operator", argument)
        case CRE2_REPEAT_SIZE: failure("invalid repeat count", argument)
        case CRE2_REPEAT_OPERATOR: failure("invalid nested repetition operator", argument)
        case CRE2_BAD_PERL_OPERATOR: failure("invalid or unsupported Perl syntax", argument)
        case CRE2_BAD_UTF8: failure("invalid UTF-8", source)
        case CRE2_BAD_NAMED_GROUP: failure("invalid named capture", argument)
        case CRE2_TOO_LARGE: failure("expression too large", source)
        default: failure("regexp/syntax: internal error", source)
        }
    }

    /// An error as package regexp words it.
    private static func failure(_ code: String, _ argument: ByteString) -> FunctionError {
        FunctionError("error parsing regexp: \(code): `\(argument)`")
    }
}
