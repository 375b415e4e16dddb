import GoTemplate
import JSON
import Synchronization

/// The actions that whoever runs the pipeline wrote: those of a chart's files and values, and of the values that the settings give.
///
/// What `tpl` is given may have been put together, decoded or written by a template, so that it says nothing of where it came
/// from; each of its actions must be one of these. Data may come from anywhere, code may not.
package final class TrustedActions: Sendable {
    /// How many answers are kept.
    private static let maximumKept = 4096

    /// What is searched, worked out when it is first needed.
    private struct Texts {
        var bytes: [UInt8] = []
        /// Where there may be an action.
        var starts: [Int] = []
    }

    private struct State {
        var texts: Texts?
        var answers: [[UInt8]: Bool] = [:]
    }

    private let chart: Chart
    private let values: [JSONObject]
    private let state = Mutex(State())

    /// - Parameters:
    ///   - chart: The chart; what is below it counts, too.
    ///   - values: Values that nobody but who runs the pipeline has given.
    package init(_ chart: Chart, values: [JSONObject] = []) {
        self.chart = chart
        self.values = values
    }

    /// The first action of a text that is none of them; nil if all are.
    package func firstStranger(in text: ByteString) -> ByteString? {
        let bytes = text.bytes
        for range in TemplateActions.ranges(in: bytes) {
            let action = Self.comparable(bytes[range])
            if !isTrusted(action) { return ByteString(bytes[range]) }
        }
        return nil
    }

    private func isTrusted(_ action: [UInt8]) -> Bool {
        state.withLock { state in
            if let known = state.answers[action] { return known }
            let texts = state.texts ?? self.texts()
            state.texts = texts
            let isTrusted = texts.starts.contains { texts.bytes[$0...].starts(with: action) }
            if state.answers.count >= Self.maximumKept { state.answers.removeAll() }
            state.answers[action] = isTrusted
            return isTrusted
        }
    }

    private func texts() -> Texts {
        var texts = Texts()
        for (_, chart) in chart.all {
            for file in chart.templates + chart.files { Self.add(file.bytes, to: &texts) }
            Self.collect(.object(chart.values), &texts)
        }
        for values in values { Self.collect(.object(values), &texts) }
        let brace = UInt8(ascii: "{")
        for place in texts.bytes.indices.dropLast() where texts.bytes[place] == brace && texts.bytes[place + 1] == brace {
            texts.starts.append(place)
        }
        return texts
    }

    private static func collect(_ value: JSONValue, _ texts: inout Texts) {
        switch value {
        case .string(let text): add(Array(text.utf8), to: &texts)
        case .array(let elements): for element in elements { collect(element, &texts) }
        case .object(let object):
            for (key, member) in object {
                add(Array(key.utf8), to: &texts)
                collect(member, &texts)
            }
        default: break
        }
    }

    /// How deep strings of templates within strings of templates are looked into.
    private static let maximumDepth = 8

    /// Adds a text, and what the strings in its actions stand for, which `tpl` may be given: `{{ tpl "{{ printf \"%s\" .x }}" . }}`.
    private static func add(_ bytes: [UInt8], to texts: inout Texts, depth: Int = 0) {
        guard Bytes.first("{{".utf8, in: bytes[...]) != nil else { return }
        texts.bytes += comparable(bytes[...])
        // No action reaches from one text into the next.
        texts.bytes.append(0)
        guard depth < maximumDepth else { return }
        for string in TemplateActions.strings(in: bytes) { add(string, to: &texts, depth: depth + 1) }
    }

    /// The bytes without what writing a text as YAML changes of it: how much space there is, and doubled apostrophes.
    private static func comparable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var comparable: [UInt8] = []
        comparable.reserveCapacity(bytes.count)
        for byte in bytes {
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            let last = comparable.last
            if isSpace, last == 0x20 { continue }
            if byte == UInt8(ascii: "'"), last == byte { continue }
            comparable.append(isSpace ? 0x20 : byte)
        }
        return comparable
    }
}
