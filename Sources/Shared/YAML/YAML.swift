import JSON

/// YAML as Kubernetes reads and writes it.
///
/// Reading means what kubectl makes of the same text (sigs.k8s.io/yaml over go-yaml v2): YAML 1.1's scalars, merges, anchors,
/// keys that are numbers or booleans as strings. Unlike kubectl, it takes a key that is there twice for the mistake it is.
package enum YAML {
    /// Reads all documents of a text and leaves out the empty ones.
    ///
    ///     let manifests = try YAML.documents(bytes, file: "web.yaml")
    ///
    /// - Parameters:
    ///   - bytes: the text
    ///   - file: what errors name as the source
    ///   - limits: the bounds
    ///   - locating: whether the documents know where each of their values stands
    /// - Throws: ``YAMLError`` with the place of the first mistake
    package static func documents(
        _ bytes: some Collection<UInt8>, file: String? = nil, limits: YAMLLimits = .default, locating: Bool = false
    ) throws(YAMLError) -> [YAMLDocument] {
        let result = bytes.withContiguousStorageIfAvailable { read($0, file, limits, locating) }
        if let result { return try result.get() }
        return try Array(bytes).withUnsafeBufferPointer { read($0, file, limits, locating) }.get()
    }

    /// Reads all documents of a text as JSON text and leaves out the empty ones.
    ///
    /// The texts are those that ``documents(_:file:limits:locating:)``'s values serialize to, without values being made where the
    /// YAML is of the usual sort. They are slices of the same bytes.
    ///
    /// - Parameters:
    ///   - bytes: the text
    ///   - limits: the bounds
    /// - Throws: ``YAMLError`` with the place of the first mistake
    package static func texts(
        _ bytes: some Collection<UInt8>, limits: YAMLLimits = .default
    ) throws(YAMLError) -> [YAMLText] {
        let result = bytes.withContiguousStorageIfAvailable { readTexts($0, limits) }
        if let result { return try result.get() }
        return try Array(bytes).withUnsafeBufferPointer { readTexts($0, limits) }.get()
    }

    /// Reads a text that has exactly one document that is not empty.
    /// - Throws: ``YAMLError``, also if there are none or several
    package static func document(
        _ bytes: some Collection<UInt8>, file: String? = nil, limits: YAMLLimits = .default, locating: Bool = false
    ) throws(YAMLError) -> YAMLDocument {
        let documents = try documents(bytes, file: file, limits: limits, locating: locating)
        guard let document = documents.first, documents.count == 1 else {
            throw YAMLError(
                .documentCount(documents.count), file: file, line: documents.dropFirst().first?.line ?? 1, column: 1)
        }
        return document
    }

    /// Reads those parts of a large text that somebody asks for; the others cost neither memory nor a value.
    ///
    /// What is left out may not have an anchor that what is kept refers to.
    ///
    /// - Parameters:
    ///   - bytes: the text, of which the first document counts
    ///   - limits: the bounds
    ///   - selection: which members of mappings are kept
    /// - Returns: the first document that is not empty; nil if there is none
    /// - Throws: ``YAMLError`` with the place of the first mistake
    package static func document(
        _ bytes: [UInt8], limits: YAMLLimits, selecting selection: YAMLSelection
    ) throws(YAMLError) -> JSONValue? {
        let result = bytes.withUnsafeBufferPointer { text -> Result<JSONValue?, YAMLError> in
            do throws(YAMLFault) {
                guard text.count <= limits.maximumBytes else {
                    throw YAMLFault(.tooLarge(limit: limits.maximumBytes), YAMLMark(line: 1, column: 1))
                }
                var composer = try Composer(text, limits: limits, locating: false, selection: selection)
                return .success(try composer.documents().first?.value)
            } catch {
                return .failure(YAMLError(error.reason, file: nil, line: error.mark.line, column: error.mark.column))
            }
        }
        return try result.get()
    }

    /// Appends a value as sigs.k8s.io/yaml's Marshal writes it.
    package static func write(_ value: JSONValue, into bytes: inout [UInt8]) {
        var emitter = Emitter()
        emitter.emitDocument(value)
        bytes.append(contentsOf: emitter.bytes)
    }

    /// A value as sigs.k8s.io/yaml's Marshal writes it.
    package static func text(_ value: JSONValue) -> String {
        var bytes: [UInt8] = []
        write(value, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// How deep collections may lie within each other in a text that is not left to libyaml.
    private static let plainDepth = 128

    private static func read(
        _ text: UnsafeBufferPointer<UInt8>, _ file: String?, _ limits: YAMLLimits, _ locating: Bool
    ) -> Result<[YAMLDocument], YAMLError> {
        if !locating, let documents = readPlain(text, limits, ValueBuilder(), { $0.documents }) { return .success(documents) }
        return readAny(text, file, limits, locating)
    }

    private static func readTexts(
        _ text: UnsafeBufferPointer<UInt8>, _ limits: YAMLLimits
    ) -> Result<[YAMLText], YAMLError> {
        if let texts = readPlain(text, limits, TextBuilder(for: text.count), { $0.texts }) { return .success(texts) }
        return readAny(text, nil, limits, false).map { $0.map { YAMLText(value: RawJSON($0.value), line: $0.line) } }
    }

    /// What a builder made of a text; nil if the text is to be read by libyaml.
    @inline(__always)
    private static func readPlain<Builder: PlainBuilder & ~Copyable, Product>(
        _ text: UnsafeBufferPointer<UInt8>, _ limits: YAMLLimits, _ builder: @autoclosure () -> Builder,
        _ product: (borrowing Builder) -> Product
    ) -> Product? {
        guard text.count <= limits.maximumBytes, let copy = PlainText(text) else { return nil }
        var reader = PlainReader(copy, maximumDepth: min(limits.depth, plainDepth), builder: builder())
        do throws(Unusual) { try reader.readDocuments() } catch { return nil }
        return product(reader.builder)
    }

    /// Reads any text, with libyaml.
    private static func readAny(
        _ text: UnsafeBufferPointer<UInt8>, _ file: String?, _ limits: YAMLLimits, _ locating: Bool
    ) -> Result<[YAMLDocument], YAMLError> {
        do throws(YAMLFault) {
            guard text.count <= limits.maximumBytes else {
                throw YAMLFault(.tooLarge(limit: limits.maximumBytes), YAMLMark(line: 1, column: 1))
            }
            return .success(try compose(text, limits, locating))
        } catch {
            if case .syntax = error.reason, let value = json(text, limits) {
                return .success([YAMLDocument(value: value, line: 1, locations: nil)])
            }
            return .failure(
                YAMLError(error.reason, file: file, line: error.mark.line, column: error.mark.column))
        }
    }

    /// Reads the documents, again for each scalar that has an escape which only go-yaml knows.
    private static func compose(
        _ text: UnsafeBufferPointer<UInt8>, _ limits: YAMLLimits, _ locating: Bool
    ) throws(YAMLFault) -> [YAMLDocument] {
        var repaired: [UInt8]?
        // Hundreds of such scalars in a manifest of usual size; in a large one, fewer, so that it does not take forever.
        var allowance = 32 << 20
        while true {
            let result = (repaired ?? []).withUnsafeBufferPointer { again -> Result<[YAMLDocument], YAMLFault> in
                let text = repaired == nil ? text : again
                do throws(YAMLFault) {
                    var composer = try Composer(text, limits: limits, locating: locating)
                    return .success(try composer.documents())
                } catch {
                    return .failure(error)
                }
            }
            guard case .failure(let fault) = result else { return try result.get() }
            allowance -= text.count
            let next = (repaired ?? []).withUnsafeBufferPointer { again in
                QuoteEscape.removed(from: repaired == nil ? text : again, after: fault)
            }
            guard allowance > 0, let next else { throw fault }
            repaired = next
        }
    }

    /// The text as JSON, which kubectl takes as such: it may have what YAML 1.1 has not, such as surrogate pairs.
    private static func json(_ text: UnsafeBufferPointer<UInt8>, _ limits: YAMLLimits) -> JSONValue? {
        let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
        guard first == UInt8(ascii: "{") else { return nil }
        do throws(JSONError) {
            return try JSONValue(parsing: text, limits: JSONLimits(maximumDepth: limits.maximumDepth))
        } catch {
            // The first error, about YAML, is the one to tell.
            return nil
        }
    }
}
