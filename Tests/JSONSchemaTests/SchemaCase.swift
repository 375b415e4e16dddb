import JSON
import TestSupport
import Unix

/// A schema of a draft, and values with what is to be said of them.
struct SchemaCase: Sendable, CustomStringConvertible {
    static let drafts = [4, 6, 7, 2019, 2020]

    let draft: Int
    let schema: JSONValue
    let valid: [JSONValue]
    let invalid: [JSONValue]
    /// Whether the reference implementation has to say the same; it differs from Helm's library in some things.
    let isCompared: Bool

    var values: [JSONValue] { valid + invalid }

    var description: String { "draft \(draft): \(Self.text(schema))" }

    /// The schema with its draft declared.
    var declared: JSONValue { Self.declared(schema, draft) }

    static func declared(_ schema: JSONValue, _ draft: Int) -> JSONValue {
        guard schema.objectValue != nil, schema["$schema"] == nil else { return schema }
        var declared = schema
        declared["$schema"] = .string(
            draft < 2019
                ? "http://json-schema.org/draft-0\(draft)/schema#"
                : "https://json-schema.org/draft/\(draft == 2019 ? "2019-09" : "2020-12")/schema")
        return declared
    }

    static func text(_ value: JSONValue) -> String { String(decoding: value.serialized(), as: UTF8.self) }

    /// The cases of a file: a line has a schema, `s`, the drafts that it is read as, `d`, such as `6-` or `-7`, and values, `ok` and
    /// `no`; `own` says why the reference implementation is not asked.
    static func all(of file: String) throws -> [SchemaCase] {
        let text = try File.read("\(Repository.root)/Tests/JSONSchemaTests/Corpus/\(file).jsonl")
        var cases: [SchemaCase] = []
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let group = try JSONValue(parsing: line)
            for draft in drafts(of: group["d"]?.stringValue ?? "") {
                cases.append(
                    SchemaCase(
                        draft: draft, schema: group["s"] ?? [:], valid: group["ok"]?.arrayValue ?? [],
                        invalid: group["no"]?.arrayValue ?? [], isCompared: group["own"] == nil))
            }
        }
        return cases
    }

    private static func drafts(of range: String) -> [Int] {
        let ends = range.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2 else { return ends.compactMap { $0 } }
        return drafts.filter { $0 >= ends[0] ?? 0 && $0 <= ends[1] ?? .max }
    }
}
