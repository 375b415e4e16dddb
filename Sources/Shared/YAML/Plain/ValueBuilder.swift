import JSON

/// Makes JSON values.
struct ValueBuilder: PlainBuilder {
    /// What has been read.
    private(set) var documents: [YAMLDocument] = []

    func beginMapping() -> JSONObject { JSONObject() }

    @inline(__always)
    func key(_ string: PlainString, of mapping: inout JSONObject) -> String? { text(of: string) }

    @inline(__always)
    func add(_ value: JSONValue, for key: String, to mapping: inout JSONObject) -> Bool {
        if mapping.isEmpty { mapping.reserveCapacity(4) }
        return mapping.append(key, value)
    }

    func end(_ mapping: consuming JSONObject) -> JSONValue { .object(mapping) }

    func beginSequence() -> [JSONValue] { [] }

    func add(_ element: JSONValue, to sequence: inout [JSONValue]) { sequence.append(element) }

    func end(_ sequence: consuming [JSONValue]) -> JSONValue { .array(sequence) }

    func null() -> JSONValue { .null }

    @inline(__always)
    func scalar(_ string: PlainString, _ resolution: ScalarResolution) -> JSONValue? {
        if case .string = resolution { return .string(text(of: string)) }
        let node = resolution.node(of: text(of: string), at: YAMLMark(line: 1, column: 1))
        // A mere nil would be JSON's null.
        return node.unrepresentable == nil ? node.value : Optional.none
    }

    mutating func addDocument(_ node: JSONValue, line: Int) {
        documents.append(YAMLDocument(value: node, line: line, locations: nil))
    }

    @inline(__always)
    private func text(of string: PlainString) -> String {
        if string.traits.isDisjoint(with: [.escaped, .doubled]) { return String(decoding: string.bytes, as: UTF8.self) }
        return string.withContent { String(decoding: $0, as: UTF8.self) }
    }
}
