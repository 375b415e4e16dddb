import GoTemplate
import Helm
import JSON
import Sprig

/// What the functions of a chart's templates may know of one rendering.
struct ChartRenderEnvironment: SprigEnvironment, ChartEnvironment {
    private let base: RenderEnvironment
    private let foreignTexts: [[UInt8]]

    /// - Parameter foreign: What the custom resource gave, none of which may be a template; nil if it may.
    init(_ base: RenderEnvironment, foreign: JSONValue?) {
        self.base = base
        var texts: [[UInt8]] = []
        if let foreign { Self.collect(foreign, into: &texts) }
        foreignTexts = texts
    }

    var stableInputs: StableInputs? { base.stableInputs }

    /// Whether no text of the custom resource that could be part of an action stands in the text.
    func allowsTemplate(_ text: ByteString) -> Bool {
        guard !foreignTexts.isEmpty else { return true }
        let plain = Self.plain(text.bytes)
        return !foreignTexts.contains { Self.contains($0, in: plain) }
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

    /// Keeps a text that has the beginning of an action, or half of it at an end where another half may follow.
    private static func add(_ text: String, to texts: inout [[UInt8]]) {
        let brace = UInt8(ascii: "{")
        guard text.utf8.contains(brace) else { return }
        let plain = plain(Array(text.utf8))
        if plain.first == brace || plain.last == brace || contains([brace, brace], in: plain) { texts.append(plain) }
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
