import Configuration
import GoTemplate
import JSON
import Unix

/// Values on a command line, as Helm's `--set` and its siblings read them: `a.b=1,c[0]=x,d={1,2},e=null`.
package enum ValueAssignment {
    /// The largest file that a value may be, in bytes.
    private static let maximumFileBytes = 5 << 20

    /// How many places of a list may be left open before one that is set.
    private static let maximumIndex = 65_536

    /// How many keys and places may stand in one path.
    private static let maximumDepth = 64

    /// Sets values.
    ///
    /// - Parameters:
    ///   - assignment: The text, with commas between what it sets; `\` takes the next character as it stands.
    ///   - values: What is changed.
    /// - Throws: `ChartError` for what is no assignment, and for a file that cannot be read.
    package static func apply(
        _ assignment: HelmConfiguration.Assignment, to values: inout JSONObject
    ) throws(ChartError) {
        var reader = AssignmentReader(assignment.text)
        while !reader.isAtEnd {
            let path = try reader.path(maximumDepth: maximumDepth)
            let value = try value(assignment.form, &reader)
            var root = JSONValue.object(values)
            try set(value, at: path[...], in: &root)
            values = root.objectValue ?? values
        }
    }

    private static func value(
        _ form: HelmConfiguration.Assignment.Form, _ reader: inout AssignmentReader
    ) throws(ChartError) -> JSONValue {
        switch form {
        case .typed: return try reader.value(areStrings: false)
        case .text: return try reader.value(areStrings: true)
        case .json: return try reader.json()
        case .literal: return .string(reader.rest())
        case .file:
            let path = reader.plain()
            do throws(UnixError) {
                return .string(String(decoding: try File.read(path, maximumBytes: maximumFileBytes), as: UTF8.self))
            } catch {
                throw ChartError("\(error)")
            }
        }
    }

    private static func set(
        _ value: JSONValue, at path: ArraySlice<AssignmentReader.Step>, in place: inout JSONValue
    ) throws(ChartError) {
        guard let step = path.first else {
            place = value
            return
        }
        switch step {
        case .key(let key):
            var object = place.objectValue ?? JSONObject()
            place = .null
            var member = object[key] ?? .null
            object[key] = .null
            try set(value, at: path.dropFirst(), in: &member)
            object[key] = member
            place = .object(object)
        case .index(let index):
            guard index <= maximumIndex else {
                throw ChartError("index of \(index) is greater than maximum supported index of \(maximumIndex)")
            }
            var elements = place.arrayValue ?? []
            place = .null
            while elements.count <= index { elements.append(.null) }
            var element = elements[index]
            elements[index] = .null
            try set(value, at: path.dropFirst(), in: &element)
            elements[index] = element
            place = .array(elements)
        }
    }
}
