import GoTemplate
import JSON

/// Values on a command line, as Helm's `--set` and `--set-string` read them: `a.b=1,c[0]=x,d={1,2},e=null`.
package enum ValueAssignment {
    /// How many places of a list may be left open before one that is set.
    private static let maximumIndex = 65_536

    /// How many keys and places may stand in one path.
    private static let maximumDepth = 64

    /// Sets values.
    ///
    /// - Parameters:
    ///   - text: The assignments, with commas between them; `\` takes the next character as it stands.
    ///   - values: What is changed.
    ///   - areStrings: Whether every value is text, also one that looks like a number.
    /// - Throws: `ChartError` for what is no assignment.
    package static func apply(_ text: String, to values: inout JSONObject, areStrings: Bool = false) throws(ChartError) {
        var reader = AssignmentReader(text)
        while !reader.isAtEnd {
            let path = try reader.path(maximumDepth: maximumDepth)
            let value = try reader.value(areStrings: areStrings)
            var root = JSONValue.object(values)
            try set(value, at: path[...], in: &root)
            values = root.objectValue ?? values
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
