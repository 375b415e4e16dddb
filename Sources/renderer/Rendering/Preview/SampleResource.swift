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
    /// - Throws: What reading the file, `YAML` or `Change` throws.
    static func all(in file: String) throws -> [SampleResource] {
        let bytes = try File.read(file)
        if let recorded = try recorded(in: bytes) { return recorded }
        return try YAML.documents(bytes, file: file).map { SampleResource(line: $0.line, value: $0.value, time: nil) }
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
