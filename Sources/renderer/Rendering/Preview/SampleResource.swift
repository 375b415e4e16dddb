import Events
import JSON
import Unix
import YAML

/// A custom resource that a person renders by hand.
package struct SampleResource: Sendable {
    /// The line of its file on which it begins, from 1.
    package let line: Int
    package let value: JSONValue
    /// When the event happened that tells of it; nil where none does.
    let time: Timestamp?

    /// Reads the resources of a file: the documents of YAML or JSON, or what the change events of a recording tell of.
    ///
    /// The items of a `List` count one by one, as with kubectl.
    ///
    /// - Throws: What reading the file, `YAML` or `Change` throws, and `RenderError` if nothing is in the file.
    static func all(in file: String) throws -> [SampleResource] {
        let bytes = try File.read(file)
        if let recorded = try recorded(in: bytes) { return recorded }
        let documents = try YAML.documents(bytes, file: file, locating: true)
        if documents.isEmpty { throw RenderError("\(file): there is no custom resource in it") }
        return documents.flatMap(samples)
    }

    private static func samples(in document: YAMLDocument) -> [SampleResource] {
        guard document.value["kind"] == "List", let items = document.value["items"]?.arrayValue else {
            return [SampleResource(line: document.line, value: document.value, time: nil)]
        }
        return items.enumerated().map { index, item in
            let place = document.location(of: JSONPointer(["items", "\(index)"]))
            return SampleResource(line: place?.line ?? document.line, value: item, time: nil)
        }
    }

    /// Why it is no custom resource; nil if it is one. A recording's are taken as they are.
    var problem: String? {
        if time != nil { return nil }
        guard value.objectValue != nil else { return "this is \(value.typeForPeople), not a custom resource" }
        let fields = [
            ("apiVersion", value["apiVersion"]), ("kind", value["kind"]), ("metadata.name", value["metadata"]?["name"]),
        ]
        for (field, value) in fields {
            guard let value, !value.isNull, value != "" else { return "this is no custom resource: it has no \(field)" }
            if value.stringValue == nil { return "\(field) of this custom resource is \(value.typeForPeople), not a string" }
        }
        return nil
    }

    /// Nil if it is no recording.
    private static func recorded(in bytes: [UInt8]) throws -> [SampleResource]? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let first = lines.first(where: { !$0.isEmpty }), (try? Event(parsing: first)) != nil else { return nil }
        var samples: [SampleResource] = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let event = try Event(parsing: line)
            guard event.type == .change, let data = event.data else { continue }
            let change = try Change(data: data)
            guard change.kind != .deleted else { continue }
            samples.append(SampleResource(line: index + 1, value: try change.object.value(), time: event.timestamp))
        }
        return samples
    }
}
