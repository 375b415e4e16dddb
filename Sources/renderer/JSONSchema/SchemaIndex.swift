import JSON

/// Where the schemas of a document are that references can name: by their addresses, and by the anchors within them.
struct SchemaIndex {
    /// A schema with an address of its own, or the document itself.
    struct Resource {
        let address: URIReference
        /// Its place in the document.
        let pointer: String
        let draft: Draft
        var anchors: [String: String] = [:]
        var dynamicAnchors: [String: String] = [:]
        /// Whether it says `$recursiveAnchor: true`.
        let isRecursive: Bool
    }

    /// What a document without an address is called, as Helm calls it.
    static let address = "file:///values.schema.json"

    private static let single = [
        "not", "if", "then", "else", "contains", "propertyNames", "additionalProperties", "additionalItems", "items",
        "unevaluatedItems", "unevaluatedProperties", "contentSchema",
    ]
    private static let lists = ["allOf", "anyOf", "oneOf", "prefixItems", "items"]
    private static let maps = ["properties", "patternProperties", "definitions", "$defs", "dependentSchemas", "dependencies"]

    let document: JSONValue
    private(set) var resources: [Resource] = []
    private var byAddress: [String: Int] = [:]
    /// The resource that each schema belongs to, by its place.
    private var owners: [String: Int] = [:]

    init(_ document: JSONValue) throws(SchemaError) {
        self.document = document
        let draft = try Self.draft(of: document, at: "") ?? .latest
        var address = URIReference(Self.address)
        if !(draft.isReferenceAlone && document["$ref"] != nil), let id = document[draft.idKeyword]?.stringValue {
            address = address.resolving(URIReference(id)).resource
        }
        add(document, at: "", address, draft)
        // The document is also what it would be without an address.
        if byAddress[Self.address] == nil { byAddress[Self.address] = 0 }
        try walk(document, at: "", resource: 0)
    }

    private static func draft(of schema: JSONValue, at pointer: String) throws(SchemaError) -> Draft? {
        guard let declared = schema["$schema"] else { return nil }
        guard let text = declared.stringValue else {
            throw SchemaError("got \(TypeSet(of: declared).names), want string", at: "\(pointer)/$schema")
        }
        guard let draft = Draft(address: text) else {
            let known = "drafts 4, 6 and 7, 2019-09 and 2020-12 are known"
            throw SchemaError("\(Quoted.text(text)) is not a version of JSON Schema: \(known)", at: "\(pointer)/$schema")
        }
        return draft
    }

    private mutating func add(_ schema: JSONValue, at pointer: String, _ address: URIReference, _ draft: Draft) {
        byAddress[address.text] = resources.count
        let isRecursive = draft == .draft2019 && schema["$recursiveAnchor"]?.boolValue == true
        resources.append(Resource(address: address, pointer: pointer, draft: draft, isRecursive: isRecursive))
    }

    /// Looks through a schema and all below it.
    private mutating func walk(_ schema: JSONValue, at pointer: String, resource: Int) throws(SchemaError) {
        guard let object = schema.objectValue else { return }
        let resource = try entered(schema, at: pointer, resource)
        owners[pointer] = resource
        for keyword in Self.single {
            if let child = object[keyword], child.objectValue != nil {
                try walk(child, at: "\(pointer)/\(keyword)", resource: resource)
            }
        }
        for keyword in Self.lists {
            guard let children = object[keyword]?.arrayValue else { continue }
            for (place, child) in children.enumerated() {
                try walk(child, at: "\(pointer)/\(keyword)/\(place)", resource: resource)
            }
        }
        for keyword in Self.maps {
            guard let children = object[keyword]?.objectValue else { continue }
            for (key, child) in children {
                try walk(child, at: "\(pointer)/\(keyword)/\(Self.escaped(key))", resource: resource)
            }
        }
    }

    /// The resource that a schema belongs to, which may begin with it.
    private mutating func entered(_ schema: JSONValue, at pointer: String, _ outer: Int) throws(SchemaError) -> Int {
        var resource = outer
        var draft = resources[outer].draft
        if draft.isReferenceAlone, schema["$ref"] != nil { return outer }
        if let id = schema[draft.idKeyword]?.stringValue, !pointer.isEmpty, !id.hasPrefix("#") {
            draft = try Self.draft(of: schema, at: pointer) ?? draft
            let address = resources[outer].address.resolving(URIReference(id)).resource
            resource = resources.count
            add(schema, at: pointer, address, draft)
        }
        if draft.isReferenceAlone {
            if let anchor = schema[draft.idKeyword]?.stringValue.flatMap({ URIReference($0).plainFragment }), !anchor.isEmpty {
                resources[resource].anchors[anchor] = pointer
            }
        } else {
            if let anchor = schema["$anchor"]?.stringValue { resources[resource].anchors[anchor] = pointer }
            if draft == .draft2020, let anchor = schema["$dynamicAnchor"]?.stringValue {
                resources[resource].anchors[anchor] = pointer
                resources[resource].dynamicAnchors[anchor] = pointer
            }
        }
        return resource
    }

    /// The resource that the schema at a place belongs to.
    func resource(at pointer: String) -> Int {
        var pointer = pointer[...]
        while true {
            if let owner = owners[String(pointer)] { return owner }
            guard let slash = pointer.utf8.lastIndex(of: UInt8(ascii: "/")) else { return 0 }
            pointer = pointer[..<slash]
        }
    }

    /// The place that a reference leads to.
    ///
    /// - Parameters:
    ///   - reference: What stands in the schema.
    ///   - resource: What it stands in.
    ///   - location: Where it stands, for errors.
    func place(of reference: String, in resource: Int, at location: String) throws(SchemaError) -> String {
        let target = resources[resource].address.resolving(URIReference(reference))
        guard let found = byAddress[target.resource.text] else {
            throw SchemaError(
                "\(Quoted.text(reference)) is not in this document, and schemas are not fetched from elsewhere", at: location)
        }
        guard let fragment = target.plainFragment else {
            throw SchemaError("\(Quoted.text(reference)) is no reference: two digits must follow \"%\"", at: location)
        }
        if fragment.isEmpty { return resources[found].pointer }
        guard fragment.hasPrefix("/") else {
            if let place = resources[found].anchors[fragment] { return place }
            throw SchemaError("\(Quoted.text(reference)): there is no such anchor", at: location)
        }
        let pointer = resources[found].pointer + fragment
        guard let parsed = try? JSONPointer(parsing: pointer), parsed.evaluate(on: document) != nil else {
            throw SchemaError("\(Quoted.text(reference)): there is nothing at this place", at: location)
        }
        return parsed.description
    }

    /// A key as part of a JSON Pointer.
    static func escaped(_ key: String) -> String { key.replacing("~", with: "~0").replacing("/", with: "~1") }
}
