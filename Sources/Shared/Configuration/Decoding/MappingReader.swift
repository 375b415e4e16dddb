import Diagnostics
import JSON

/// Reads the settings of one mapping, notes what is wrong with them, and knows in the end which keys nobody asked for.
final class MappingReader {
    /// How keys are compared.
    enum Keys {
        /// As they are written.
        case exact
        /// Regardless of case, `-` and `_`, as Lostrómos's files are read.
        case folded
    }

    let path: SettingPath
    let problems: ProblemList
    private let object: JSONObject
    let keys: Keys
    private var known: [String] = []

    init(_ object: JSONObject, at path: SettingPath, problems: ProblemList, keys: Keys = .exact) {
        self.object = object
        self.path = path
        self.problems = problems
        self.keys = keys
    }

    /// The path of a member, under the key that the file has for it.
    func path(of key: String) -> SettingPath {
        path.appending(written(key) ?? key)
    }

    /// Whether the file has a key, whatever its value.
    func has(_ key: String) -> Bool { written(key) != nil }

    /// A member's value; nil where there is none or it is null. The key is known from now on.
    func value(_ key: String) -> JSONValue? {
        known.append(key)
        guard let written = written(key), let value = object[written], !value.isNull else { return nil }
        return value
    }

    /// A mapping; nil where there is none.
    func mapping(_ key: String) -> MappingReader? {
        guard let value = value(key) else { return nil }
        guard let object = value.objectValue else {
            wrong(key, "must be a mapping", value)
            return nil
        }
        return MappingReader(object, at: path(of: key), problems: problems, keys: keys)
    }

    /// As ``mapping(_:)``, but a key without a value is an empty mapping.
    func mappingOrEmpty(_ key: String) -> MappingReader? {
        if let mapping = mapping(key) { return mapping }
        guard let written = written(key), object[written]?.isNull == true else { return nil }
        return MappingReader(JSONObject(), at: path(of: key), problems: problems, keys: keys)
    }

    /// The elements of a list and their paths; nil where there is none.
    func list(_ key: String, of what: String) -> [(path: SettingPath, value: JSONValue)]? {
        guard let value = value(key) else { return nil }
        guard let elements = value.arrayValue else {
            wrong(key, "must be a list of \(what)", value)
            return nil
        }
        let path = path(of: key)
        return elements.enumerated().map { (path.appending($0.offset), $0.element) }
    }

    /// Notes that a member is missing.
    func missing(_ key: String, _ advice: String) {
        problems.add("\(path.appending(key)) is missing: \(advice)", at: path(of: key))
    }

    /// Notes that a member's value cannot be used.
    func wrong(_ key: String, _ must: String, _ value: JSONValue) {
        problems.add("\(path(of: key)) \(must), not \(MappingReader.quoted(value))", at: path(of: key))
    }

    /// Notes every key that nobody asked for.
    func finish(elsewhere: [SettingReference] = []) {
        for key in object.keys where !isKnown(key) {
            problems.add(unknown(key, elsewhere), atKey: path.appending(key))
        }
    }

    /// Warns of every key that nobody asked for.
    func finishWarning() {
        for key in object.keys where !isKnown(key) {
            problems.warn("\(path.appending(key)) is not used", atKey: path.appending(key))
        }
    }

    private func unknown(_ key: String, _ elsewhere: [SettingReference]) -> String {
        let place = path.isRoot ? "at the top" : "in \(path)"
        let text = "unknown key \(MappingReader.quoted(.string(key))) \(place)"
        if let near = NearestName.find(key, among: known) { return "\(text): did you mean \"\(near)\"?" }
        guard !known.isEmpty else { return "\(text): it takes none" }
        if let other = elsewhere.first(where: { $0.key == key }) { return "\(text): did you mean \(other.path)?" }
        return "\(text): it takes \(MappingReader.enumeration(known))"
    }

    /// The key as the file has it.
    private func written(_ key: String) -> String? {
        switch keys {
        case .exact: object.contains(key: key) ? key : nil
        case .folded: object.keys.first { MappingReader.folded($0) == MappingReader.folded(key) }
        }
    }

    private func isKnown(_ key: String) -> Bool {
        switch keys {
        case .exact: known.contains(key)
        case .folded: known.contains { MappingReader.folded($0) == MappingReader.folded(key) }
        }
    }

    private static func folded(_ key: String) -> String {
        key.lowercased().filter { $0 != "-" && $0 != "_" }
    }

    /// A value for a message, at most about 60 characters.
    static func quoted(_ value: JSONValue) -> String {
        switch value {
        case .null: return "nothing"
        case .bool(let truth): return "\(truth)"
        case .integer(let number): return "the number \(number)"
        case .number(let number): return "the number \(number.text)"
        case .array: return "a list"
        case .object: return "a mapping"
        case .string(let text):
            let shown = text.count > 60 ? text.prefix(57) + "..." : text[...]
            return String(decoding: JSONValue.string(String(shown)).serialized(), as: UTF8.self)
        }
    }

    /// `a`, `a and b`, `a, b and c`.
    static func enumeration(_ words: [String], _ conjunction: String = "and") -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
    }
}
