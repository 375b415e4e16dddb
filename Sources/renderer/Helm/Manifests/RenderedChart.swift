import Diagnostics
import JSON
import YAML

/// What a chart was rendered to.
package struct RenderedChart: Sendable {
    /// The chart's name.
    package let name: String
    /// What each template file came to, partials left out, in the order of their rendering.
    package var files: [ChartFile]
    /// The definitions below `crds/`, of the chart and then of those below it, as they stand.
    package var definitions: [ChartFile]
    /// The objects in the order in which Helm installs them.
    package var documents: [ChartDocument]
    /// The hooks, in the same order.
    package var hooks: [Hook]
    /// What NOTES.txt of the chart came to; those of charts below it do not count.
    package var notes: String

    /// Sorts what templates wrote.
    ///
    /// - Parameters:
    ///   - chart: What was rendered.
    ///   - outputs: What each file came to.
    /// - Throws: `HelmError` for a document that is not YAML.
    init(_ chart: Chart, _ outputs: [(name: String, output: [UInt8])]) throws(HelmError) {
        name = chart.name
        files = outputs.map { ChartFile(name: $0.name, bytes: $0.output) }
        definitions = chart.all.flatMap { path, chart in
            chart.files.filter { Self.isDefinition($0.name) }.map { ChartFile(name: "\(path)/\($0.name)", bytes: $0.bytes) }
        }
        documents = []
        hooks = []
        notes = ""
        let notesFile = "\(chart.name)/templates/NOTES.txt"
        for (name, output) in outputs.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            if name.hasSuffix("NOTES.txt") {
                if name == notesFile { notes = String(decoding: output, as: UTF8.self) }
            } else {
                try add(output, of: name)
            }
        }
        documents = Self.sorted(documents) { $0.kind }
        hooks = Self.sorted(hooks) { $0.document.kind }
    }

    private mutating func add(_ output: [UInt8], of name: String) throws(HelmError) {
        var line = 1
        var counted = 0
        for text in ManifestSplitting.documents(in: output) {
            line += output[counted..<text.startIndex].count { $0 == UInt8(ascii: "\n") }
            counted = text.startIndex
            let document = try Self.document(Array(text), of: name, line: line, in: output)
            guard let events = document.annotations["helm.sh/hook"] else {
                documents.append(document)
                continue
            }
            // Helm takes out a hook that it does not know, too.
            if let hook = Hook(document, events: events) { hooks.append(hook) }
        }
    }

    /// The document that begins on a line of what a file came to.
    private static func document(
        _ text: [UInt8], of name: String, line: Int, in output: [UInt8]
    ) throws(HelmError) -> ChartDocument {
        let value: JSONValue
        do throws(YAMLError) { value = try YAML.documents(text).first?.value ?? .null } catch {
            var failure = HelmError("YAML parse error on \(name): error converting YAML to JSON: yaml: \(error)", template: name)
            let place = SourceExcerpt.telling(line: line + error.line - 1, column: error.column, in: output)
            failure.output = .init(text: output, line: place.line, column: place.column)
            throw failure
        }
        guard value.isNull || value.objectValue != nil else {
            let problem = "json: cannot unmarshal \(value.goKind) into Go value of type releaseutil.SimpleHead"
            var failure = HelmError(
                "YAML parse error on \(name): error unmarshaling JSON: while decoding JSON: \(problem)", template: name)
            failure.output = .init(text: output, line: line, column: 1)
            throw failure
        }
        let metadata = value["metadata"]
        var annotations: [String: String] = [:]
        for (key, value) in metadata?["annotations"]?.objectValue ?? [:] { annotations[key] = Self.text(of: value) }
        return ChartDocument(
            source: name, text: text, line: line, value: value, kind: value["kind"]?.stringValue ?? "",
            name: metadata?["name"]?.stringValue ?? "",
            annotations: annotations)
    }

    /// An annotation's value, also one that YAML takes for a number or a boolean.
    private static func text(of value: JSONValue) -> String {
        value.stringValue ?? String(decoding: value.serialized(), as: UTF8.self)
    }

    private static func isDefinition(_ name: String) -> Bool {
        name.hasPrefix("crds/") && [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
    }

    private static func sorted<Element>(_ elements: [Element], _ kind: (Element) -> String) -> [Element] {
        // Swift's sort keeps the order of equals, though that is not promised: the place decides.
        elements.enumerated().sorted { left, right in
            let (leftKind, rightKind) = (kind(left.element), kind(right.element))
            if leftKind == rightKind { return left.offset < right.offset }
            return InstallOrder.precedes(leftKind, rightKind)
        }.map(\.element)
    }
}
