import Helm
import JSON
import Testing

/// What a chart was rendered to, or why it was not.
struct HelmAnswer: Equatable {
    var files: [String: String] = [:]
    var documents: [String] = []
    var hooks: [String] = []
    var notes = ""
    var error = ""

    init(error: String) { self.error = error }

    init(_ rendered: RenderedChart) {
        for file in rendered.files { files[file.name] = String(decoding: file.bytes, as: UTF8.self) }
        documents = rendered.documents.map(Self.text)
        hooks = rendered.hooks.map { Self.text($0.document) }
        notes = rendered.notes
    }

    init(_ answer: JSONValue) {
        error = answer["Error"]?.stringValue ?? ""
        guard error.isEmpty else { return }
        for (name, text) in answer["Files"]?.objectValue ?? [:] { files[name] = text.stringValue ?? "" }
        documents = Self.texts(answer["Documents"])
        hooks = Self.texts(answer["Hooks"])
        notes = answer["Notes"]?.stringValue ?? ""
    }

    private static func text(_ document: ChartDocument) -> String {
        "\(document.source)\n\(String(decoding: document.text, as: UTF8.self))"
    }

    private static func texts(_ documents: JSONValue?) -> [String] {
        (documents?.arrayValue ?? []).map { "\($0["Source"]?.stringValue ?? "")\n\($0["Text"]?.stringValue ?? "")" }
    }

    /// An error without what differs on purpose: how the two YAML readers say what is wrong, and that ours knows the column.
    private static func comparable(_ error: String) -> Substring {
        error.firstRange(of: "error converting YAML to JSON: ").map { error[..<$0.upperBound] } ?? error[...]
    }

    /// Compares file by file, so that a difference can be read.
    func expect(_ other: HelmAnswer, in example: HelmCase) {
        #expect(Self.comparable(error) == Self.comparable(other.error), "\(example)")
        for (name, text) in other.files { #expect(files[name] == text, "\(name) of \(example)") }
        #expect(Set(files.keys) == Set(other.files.keys), "\(example)")
        #expect(documents == other.documents, "\(example)")
        #expect(hooks == other.hooks, "\(example)")
        #expect(notes == other.notes, "\(example)")
    }
}
