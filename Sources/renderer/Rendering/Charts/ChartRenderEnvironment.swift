import Events
import GoTemplate
import Helm
import JSON
import Sprig

/// What the functions of a chart's templates may know of one rendering.
struct ChartRenderEnvironment: SprigEnvironment, ChartEnvironment {
    private let base: RenderEnvironment
    private let trusted: TrustedActions?
    private let sources: SourceObjects
    private let record: LookupRecord
    /// The custom resource's texts that have actions in them.
    private let foreignTexts: [[UInt8]]

    /// - Parameters:
    ///   - foreign: What the custom resource gave, none of which may be a template.
    ///   - trusted: The only actions that a text which becomes a template may have; nil if there may be any.
    ///   - sources: What `lookup` finds.
    ///   - record: Is told what was looked up.
    init(
        _ base: RenderEnvironment, foreign: JSONValue, trusted: TrustedActions?, sources: SourceObjects, record: LookupRecord
    ) {
        self.base = base
        self.sources = sources
        self.record = record
        self.trusted = trusted
        var texts: [[UInt8]] = []
        if trusted != nil { Self.collect(foreign, into: &texts) }
        foreignTexts = texts
    }

    var stableInputs: StableInputs? { base.stableInputs }

    func lookup(
        _ apiVersion: String, _ kind: String, _ namespace: String, _ name: String
    ) throws(FunctionError) -> JSONObject? {
        let wanted = SourceKind(apiVersion: apiVersion, kind: kind)
        record.note(wanted)
        let found = sources.lookup(wanted, namespace: namespace, name: name)
        for object in name.isEmpty ? found?["items"]?.arrayValue ?? [] : [.object(found ?? [:])] {
            let metadata = object["metadata"]
            // A template that finds no password in it would make up another one.
            guard let missing = metadata?["annotations"]?[SecretRedaction.annotation]?.stringValue, !missing.isEmpty else {
                continue
            }
            throw FunctionError(
                "\(kind) \"\(metadata?["name"]?.stringValue ?? "")\" comes from a recording, which leaves its \(missing) out")
        }
        return found
    }

    /// Code comes from the chart and the settings, data from anywhere: a text is refused if it has one of the custom resource's that
    /// has actions, even known ones, or if it has actions that nobody else wrote, however they came into it.
    func refusal(of text: ByteString) -> String? {
        guard let trusted else { return nil }
        let bytes = text.bytes
        guard Self.contains(Self.opening, in: bytes) else { return nil }
        if !foreignTexts.isEmpty {
            let plain = Self.plain(bytes)
            if foreignTexts.contains(where: { Self.contains($0, in: plain) }) {
                return "a text of the custom resource is not allowed to be a template (allow.tpl)"
            }
        }
        guard let action = trusted.firstStranger(in: text) else { return nil }
        return "\(action) stands neither in the chart nor in the values of the settings, "
            + "and what a custom resource may have brought in is not allowed to be a template (allow.tpl)"
    }

    /// The bytes without what writing a text as YAML or JSON may add, change or take away.
    private static func plain(_ bytes: [UInt8]) -> [UInt8] {
        bytes.filter { byte in
            byte > 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\")
        }
    }

    private static func collect(_ value: JSONValue, into texts: inout [[UInt8]]) {
        switch value {
        case .string(let text): add(text, to: &texts)
        case .array(let elements): for element in elements { collect(element, into: &texts) }
        case .object(let object):
            for (key, member) in object {
                add(key, to: &texts)
                collect(member, into: &texts)
            }
        default: break
        }
    }

    private static let opening = Array("{{".utf8)

    private static func add(_ text: String, to texts: inout [[UInt8]]) {
        let bytes = Array(text.utf8)
        guard contains(opening, in: bytes), contains(Array("}}".utf8), in: bytes) else { return }
        texts.append(plain(bytes))
    }

    private static func contains(_ wanted: [UInt8], in bytes: [UInt8]) -> Bool {
        guard let first = wanted.first else { return false }
        var place = 0
        while let found = bytes[place...].firstIndex(of: first) {
            if bytes[found...].starts(with: wanted) { return true }
            place = found + 1
        }
        return false
    }
}
