import GoTemplate
import RegularExpressions

/// Regular expressions: of each function one that a bad pattern makes fail as Go's panic does, and one that says only what
/// is wrong with it.
enum RegexFunctions {
    static let functions: FunctionMap = {
        var all = FunctionMap()
        all["regexMatch"] = regexMatch
        all["mustRegexMatch"] = mustRegexMatch
        all["regexFind"] = find(panicking)
        all["mustRegexFind"] = find(returning)
        all["regexFindAll"] = list(panicking, findAll)
        all["mustRegexFindAll"] = list(returning, findAll)
        all["regexReplaceAll"] = replace(panicking, replaceAll)
        all["mustRegexReplaceAll"] = replace(returning, replaceAll)
        all["regexReplaceAllLiteral"] = replace(panicking, replaceAllLiteral)
        all["mustRegexReplaceAllLiteral"] = replace(returning, replaceAllLiteral)
        all["regexSplit"] = list(panicking, split)
        all["mustRegexSplit"] = list(returning, split)
        all["regexQuoteMeta"] = regexQuoteMeta
        return all
    }()

    /// How a function gets at its pattern: as Go's `Compile` or as its `MustCompile`.
    private typealias Compiling = @Sendable (ByteString) throws(FunctionError) -> RegularExpression

    private static let returning: Compiling = { source throws(FunctionError) in
        try RegularExpressionCache.shared.expression(source)
    }

    private static let panicking: Compiling = { source throws(FunctionError) in
        do throws(FunctionError) {
            return try RegularExpressionCache.shared.expression(source)
        } catch {
            throw FunctionError("regexp: Compile(\(quoted(source))): \(error.message)")
        }
    }

    /// Between backquotes, where that is possible.
    private static func quoted(_ source: ByteString) -> String {
        source.withBytes { bytes in
            if Quoting.canBackquote(bytes) { return "`\(source)`" }
            var output: [UInt8] = []
            Quoting.appendQuoted(bytes, asciiOnly: false, to: &output)
            return String(decoding: output, as: UTF8.self)
        }
    }

    private static let regexMatch = Function(
        parameters: [.string, .string], result: .bool
    ) { arguments, execution throws(FunctionError) in
        // A pattern that is wrong matches nothing.
        guard let expression = try? RegularExpressionCache.shared.expression(arguments[0].byteString) else { return .bool(false) }
        return .bool(try expression.first(in: RegexSubject(arguments[1].byteString), execution) != nil)
    }

    private static let mustRegexMatch = Function(
        parameters: [.string, .string], result: .bool, returnsError: true
    ) { arguments, execution throws(FunctionError) in
        let expression = try returning(arguments[0].byteString)
        return .bool(try expression.first(in: RegexSubject(arguments[1].byteString), execution) != nil)
    }

    private static let regexQuoteMeta = Function(parameters: [.string], result: .string) { arguments, _ in
        let special = Array(#"\.+*?()|[]{}^$"#.utf8)
        var quoted: [UInt8] = []
        for byte in arguments[0].byteString.bytes {
            if special.contains(byte) { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        return .string(ByteString(quoted))
    }

    private static func find(_ compile: @escaping Compiling) -> Function {
        Function(
            parameters: [.string, .string], result: .string, returnsError: true
        ) { arguments, execution throws(FunctionError) in
            let subject = RegexSubject(arguments[1].byteString)
            guard let range = try compile(arguments[0].byteString).first(in: subject, execution) else { return .string("") }
            return .string(subject[range.lowerBound, range.upperBound])
        }
    }

    /// Makes a list of strings out of a pattern, a text and a limit.
    private typealias Listing =
        @Sendable (RegularExpression, RegexSubject, Int, Execution) throws(FunctionError) -> [ByteString]?

    private static func list(_ compile: @escaping Compiling, _ body: @escaping Listing) -> Function {
        Function(
            parameters: [.string, .string, .int], result: .slice(.string), returnsError: true
        ) { arguments, execution throws(FunctionError) in
            let expression = try compile(arguments[0].byteString)
            let subject = RegexSubject(arguments[1].byteString)
            guard case .integer(let limit, _) = arguments[2].underlying else { return .list(GoList(nil: .slice(.string))) }
            guard let strings = try body(expression, subject, Int(limit), execution) else {
                return .list(GoList(nil: .slice(.string)))
            }
            return .list(GoList(strings: strings))
        }
    }

    private static let findAll: Listing = { expression, subject, limit, execution throws(FunctionError) in
        let ranges = try expression.all(in: subject, limit: limit, execution)
        return ranges.isEmpty ? nil : ranges.map { subject[$0.lowerBound, $0.upperBound] }
    }

    private static let split: Listing = { expression, subject, limit, execution throws(FunctionError) in
        if limit == 0 { return nil }
        let end = subject.bytes.count
        if end == 0, !expression.source.isEmpty { return [""] }
        var parts: [ByteString] = []
        var start = 0
        var lastEnd = 0
        for match in try expression.all(in: subject, limit: limit, execution) {
            if limit > 0, parts.count == limit - 1 { break }
            lastEnd = match.lowerBound
            if match.upperBound != 0 { parts.append(subject[start, lastEnd]) }
            start = match.upperBound
        }
        if lastEnd != end { parts.append(subject[start, end]) }
        return parts
    }

    /// Makes a string out of a pattern, a text and what replaces the matches.
    private typealias Replacing =
        @Sendable (RegularExpression, RegexSubject, ByteString, Execution) throws(FunctionError) -> ByteString

    private static func replace(_ compile: @escaping Compiling, _ body: @escaping Replacing) -> Function {
        Function(
            parameters: [.string, .string, .string], result: .string, returnsError: true
        ) { arguments, execution throws(FunctionError) in
            let expression = try compile(arguments[0].byteString)
            let subject = RegexSubject(arguments[1].byteString)
            return .string(try body(expression, subject, arguments[2].byteString, execution))
        }
    }

    private static let replaceAll: Replacing = { expression, subject, replacement, execution throws(FunctionError) in
        let template = ReplacementTemplate(replacement, for: expression)
        return try expression.replaceAll(in: subject, groups: template.groups, execution) {
            ranges, output throws(FunctionError) in
            try template.append(ranges, of: subject, to: &output, execution)
        }
    }

    private static let replaceAllLiteral: Replacing = { expression, subject, replacement, execution throws(FunctionError) in
        try expression.replaceAll(in: subject, groups: 0, execution) { _, output throws(FunctionError) in
            try execution.charge(bytes: replacement.count)
            replacement.append(to: &output)
        }
    }
}
