import Diagnostics
import JSON
import YAML

/// Reads rendered YAML into named manifests.
struct ManifestReader {
    /// What a person knows the rendered text by: the entry template's name.
    let template: String
    /// The line of a template that wrote a line of the output, where the engine knows it.
    let origin: (_ outputLine: Int) -> (template: String, line: Int)?

    /// Reads every document of a rendered text, with the template of each.
    ///
    /// - Throws: As ``manifests(in:)``.
    func parts(in output: [UInt8]) throws(RenderError) -> [RenderedPart] {
        var manifests: [Manifest] = []
        var sources: [String] = []
        for document in try documents(in: output) {
            try append(document, to: &manifests)
            let source = origin(document.line)?.template ?? template
            while sources.count < manifests.count { sources.append(source) }
        }
        try name(&manifests)
        return zip(manifests, sources).map { RenderedPart(.object, $0, source: $1) }
    }

    /// Reads every document of a rendered text.
    ///
    /// Documents without content are left out; the items of a `List` count one by one, as with kubectl.
    ///
    /// - Throws: `RenderError` for text that is not YAML, a document that is not an object, lacks `apiVersion`, `kind` or
    ///   `metadata.name`, or names the same object as another one.
    func manifests(in output: [UInt8]) throws(RenderError) -> [Manifest] {
        var manifests = try unnamed(in: output)
        try name(&manifests)
        return manifests
    }

    /// As ``manifests(in:)``, but the names are not those of a bundle yet: `name`, or `namespace/name`.
    func unnamed(in output: [UInt8]) throws(RenderError) -> [Manifest] {
        var manifests: [Manifest] = []
        let documents = try documents(in: output)
        manifests.reserveCapacity(documents.count)
        for document in documents { try append(document, to: &manifests) }
        return manifests
    }

    private func documents(in output: [UInt8]) throws(RenderError) -> [YAMLText] {
        do throws(YAMLError) {
            return try YAML.texts(output)
        } catch {
            let place = SourceExcerpt.telling(line: error.line, column: error.column, in: output)
            throw located("the rendered text is not YAML: \(error.reason)", outputLine: place.line, outputColumn: place.column)
        }
    }

    /// The manifests of one document, which begins on a line of the output; none if it is empty.
    func unnamed(_ value: JSONValue, line: Int) throws(RenderError) -> [Manifest] {
        var manifests: [Manifest] = []
        if !value.isNull { try append(value, line: line, to: &manifests) }
        return manifests
    }

    private static let paths = JSONPaths([["apiVersion"], ["kind"], ["metadata", "name"], ["metadata", "namespace"]])

    private func append(_ document: YAMLText, to manifests: inout [Manifest]) throws(RenderError) {
        if let manifest = usual(document) {
            manifests.append(manifest)
            return
        }
        // What is not as it should be is told of values.
        let value: JSONValue
        do throws(JSONError) { value = try document.value.value() } catch {
            throw located("the rendered text is not JSON: \(error)", outputLine: document.line)
        }
        try append(value, line: document.line, to: &manifests)
    }

    /// The manifest that a document is, found in its text; nil for a list, and for what lacks something or has it as no string.
    private func usual(_ document: YAMLText) -> Manifest? {
        // What was YAML has no key twice.
        guard let found = try? document.value.locate(Self.paths, unique: true),
            let apiVersion = found[0]?.string, !apiVersion.isEmpty, let kind = found[1]?.string, !kind.isEmpty, kind != "List",
            let name = found[2]?.string, !name.isEmpty
        else { return nil }
        var namespace = ""
        if let field = found[3], !field.isNull {
            guard let text = field.string else { return nil }
            namespace = text
        }
        return Manifest(
            name: namespace.isEmpty ? name : Self.joined(namespace, name), object: document.value, apiVersion: apiVersion,
            kind: kind,
            line: document.line)
    }

    private func append(_ value: JSONValue, line: Int, to manifests: inout [Manifest]) throws(RenderError) {
        guard let object = value.objectValue else {
            throw located("a rendered document is \(value.typeForPeople), not an object", outputLine: line)
        }
        let apiVersion = try text("apiVersion", object["apiVersion"], of: "object", line: line)
        let kind = try text("kind", object["kind"], of: "object", line: line)
        if kind == "List", let items = object["items"]?.arrayValue {
            for item in items { try append(item, line: line, to: &manifests) }
            return
        }
        let name = try text("metadata.name", object["metadata"]?["name"], of: kind, line: line)
        var namespace = ""
        if let value = object["metadata"]?["namespace"], !value.isNull, value != "" {
            namespace = try text("metadata.namespace", value, of: kind, line: line)
        }
        manifests.append(
            Manifest(
                name: namespace.isEmpty ? name : "\(namespace)/\(name)", object: RawJSON(value), apiVersion: apiVersion,
                kind: kind, line: line))
    }

    /// A text that an object has to have.
    private func text(_ field: String, _ value: JSONValue?, of object: String, line: Int) throws(RenderError) -> String {
        if let text = value?.stringValue, !text.isEmpty { return text }
        guard let value, !value.isNull, value != "" else {
            throw located("a rendered \(object) has no \(field)", outputLine: line)
        }
        // A name such as 7 or "no" is no string in YAML.
        let isScalar = value.arrayValue == nil && value.objectValue == nil
        let what =
            isScalar
            ? "\(value.typeForPeople) (\(value.text())), not a string: put it in quotes" : "\(value.typeForPeople), not a string"
        throw located("\(field) of a rendered \(object) is \(what)", outputLine: line)
    }

    private func name(_ manifests: inout [Manifest]) throws(RenderError) {
        do throws(NameClash) { try Self.giveNames(to: &manifests) } catch {
            let line = manifests[error.first].line
            let writer = origin(line).map { "by \($0.template):\($0.line)" } ?? "on line \(line) of the output"
            throw failure(of: error, written: writer, again: manifests[error.second].line)
        }
    }

    /// What is said of two objects that are the same one.
    ///
    /// - Parameters:
    ///   - writer: Where the first was written: `by web.tmpl:3`.
    ///   - line: The line of the output with the second.
    func failure(of clash: NameClash, written writer: String, again line: Int) -> RenderError {
        located(
            "two rendered objects are the same one: \(clash.name), first written \(writer) and again here", outputLine: line)
    }

    private func located(_ message: String, outputLine: Int, outputColumn: Int? = nil) -> RenderError {
        let place = outputColumn.map { "line \(outputLine), column \($0)" } ?? "line \(outputLine)"
        // What is missing at the end is told of the line after the last one.
        let origin = origin(outputLine) ?? origin(outputLine - 1)
        var error = RenderError("\(message) (\(place) of the output)", template: origin?.template ?? template, line: origin?.line)
        error.output = RejectedOutput(line: outputLine, column: outputColumn)
        return error
    }
}
