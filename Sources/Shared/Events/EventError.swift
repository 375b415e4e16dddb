import JSON

/// Why a line is not an event, or an event's data not what its type says.
package enum EventError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line is not JSON.
    case notJSON(JSONError)
    /// The line is JSON, and not an object.
    case notAnObject
    /// An attribute that every event has is not there or empty.
    case missingAttribute(String)
    /// An attribute's value is not what it must be, for example `a string`.
    case wrongAttribute(String, expected: String)
    /// The event is of a version of CloudEvents other than 1.0.
    case unsupportedVersion(String)
    /// The line is longer than what a line may have, in bytes.
    case tooLong(byteCount: Int, limit: Int)
    /// The input ended within the line.
    case truncated
    /// The event has no data, and its type requires some.
    case missingData
    /// A field of the data is not there: its path from `data` on, with dots.
    case missingField(String)
    /// A field of the data is not what it must be.
    case wrongField(String, expected: String)

    /// The sentence for people, without the place of the line.
    package var description: String {
        switch self {
        case .notJSON(let error): "the line is not JSON: \(error)"
        case .notAnObject: "the line is not an event: it must be a JSON object"
        case .missingAttribute(let name): "the line is not an event: the attribute \"\(name)\" is missing or empty"
        case .wrongAttribute(let name, let expected): "the line is not an event: the attribute \"\(name)\" must be \(expected)"
        case .unsupportedVersion(let version):
            "the event is of CloudEvents version \"\(version)\"; only \"1.0\" is understood"
        case .tooLong(let count, let limit): "the line has \(count) bytes; at most \(limit) are allowed"
        case .truncated: "the input ended within the line"
        case .missingData: "the event has no data"
        case .missingField(let path): "the event's field \"\(path)\" is missing"
        case .wrongField(let path, let expected): "the event's field \"\(path)\" must be \(expected)"
        }
    }

    /// The same error of a field that lies below another.
    func below(_ parent: String) -> EventError {
        switch self {
        case .missingField(let path): .missingField(path.isEmpty ? parent : "\(parent).\(path)")
        case .wrongField(let path, let expected): .wrongField(path.isEmpty ? parent : "\(parent).\(path)", expected: expected)
        default: self
        }
    }
}
