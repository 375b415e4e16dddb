import GoTemplate
import JSON
import RegularExpressions

/// Makes the schemas of a document, each once, however often it is referred to.
struct SchemaCompiler {
    /// How many schemas a document may have.
    private static let maximumCount = 100_000

    private let index: SchemaIndex
    private var numbers: [String: Int] = [:]
    private var waiting: [(location: String, value: JSONValue)] = []
    private var nodes: [SchemaNode] = []

    init(_ index: SchemaIndex) { self.index = index }

    /// The schemas; the document is the first.
    mutating func compiled() throws(SchemaError) -> [SchemaNode] {
        _ = number(of: index.document, at: "")
        // Which anchors a dynamic reference leads to is known only on the way.
        for resource in index.resources {
            _ = try number(at: resource.pointer)
            for pointer in resource.dynamicAnchors.values.sorted() { _ = try number(at: pointer) }
        }
        while nodes.count < waiting.count {
            guard waiting.count <= Self.maximumCount else { throw SchemaError("it has more than \(Self.maximumCount) schemas") }
            let (location, value) = waiting[nodes.count]
            nodes.append(SchemaNode(location: location, rules: try rules(of: value, at: location)))
        }
        return nodes
    }

    /// The number of the schema at a place that is known to be there.
    func known(_ location: String) -> Int? { numbers[location] }

    mutating func number(of value: JSONValue, at location: String) -> Int {
        if let number = numbers[location] { return number }
        let number = waiting.count
        numbers[location] = number
        waiting.append((location, value))
        return number
    }

    private mutating func number(at location: String) throws(SchemaError) -> Int {
        guard let pointer = try? JSONPointer(parsing: location), let value = pointer.evaluate(on: index.document) else {
            throw SchemaError("there is nothing at this place", at: location)
        }
        return number(of: value, at: location)
    }

    private mutating func rules(of value: JSONValue, at location: String) throws(SchemaError) -> SchemaRules {
        let resource = index.resource(at: location)
        let draft = index.resources[resource].draft
        var rules = SchemaRules(draft: draft, resource: resource)
        if case .bool(let truth) = value, draft > .draft4 {
            rules.truth = truth
            return rules
        }
        guard let object = value.objectValue else {
            let wanted = draft > .draft4 ? "boolean or object" : "object"
            throw SchemaError("got \(TypeSet(of: value).names), want \(wanted)", at: location)
        }
        let reader = KeywordReader(object: object, location: location)
        try readReferences(reader, into: &rules)
        if rules.reference != nil, draft.isReferenceAlone { return rules }
        try readScalars(reader, into: &rules)
        rules.arrays = try arrays(reader, draft)
        rules.objects = try objects(reader, draft)
        try readCombinations(reader, into: &rules)
        return rules
    }

    private mutating func readReferences(_ reader: KeywordReader, into rules: inout SchemaRules) throws(SchemaError) {
        if let reference = try reader.text("$ref") { rules.reference = try target(of: reference, "$ref", reader, rules) }
        if rules.draft == .draft2019, let reference = try reader.text("$recursiveRef") {
            rules.recursiveReference = try target(of: reference, "$recursiveRef", reader, rules)
        }
        guard rules.draft == .draft2020, let reference = try reader.text("$dynamicRef") else { return }
        let number = try target(of: reference, "$dynamicRef", reader, rules)
        let anchor = URIReference(reference).plainFragment ?? ""
        // Only where the first target is a dynamic anchor itself can another take its place.
        let isDynamic = index.resources.contains { $0.dynamicAnchors[anchor] == waiting[number].location }
        rules.dynamicReference = SchemaRules.DynamicReference(target: number, anchor: isDynamic ? anchor : nil)
    }

    private mutating func target(
        of reference: String, _ keyword: String, _ reader: KeywordReader, _ rules: SchemaRules
    ) throws(SchemaError) -> Int {
        try number(at: try index.place(of: reference, in: rules.resource, at: reader.place(keyword)))
    }

    func pattern(_ source: String, at location: String) throws(SchemaError) -> RegularExpression {
        do throws(FunctionError) { return try RegularExpression(ByteString(source)) } catch {
            throw SchemaError("\(Quoted.text(source)) is no pattern: \(error.message)", at: location)
        }
    }

    mutating func child(_ keyword: String, _ reader: KeywordReader) -> Int? {
        reader.object[keyword].map { number(of: $0, at: reader.place(keyword)) }
    }

    mutating func children(_ keyword: String, _ reader: KeywordReader) throws(SchemaError) -> [Int] {
        guard let list = try reader.list(keyword) else { return [] }
        return list.enumerated().map { number(of: $0.element, at: "\(reader.place(keyword))/\($0.offset)") }
    }

    mutating func members(_ keyword: String, _ reader: KeywordReader) throws(SchemaError) -> [(name: String, schema: Int)] {
        guard let map = try reader.map(keyword) else { return [] }
        return map.map { ($0.key, number(of: $0.value, at: "\(reader.place(keyword))/\(SchemaIndex.escaped($0.key))")) }
    }
}
