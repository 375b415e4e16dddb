import JSON

/// What the API server says when it refuses: `meta/v1.Status`.
package struct Status: Sendable, Hashable {
    /// One of the reasons behind a refusal: a field that is not valid, a field manager in conflict.
    package struct Cause: Sendable, Hashable {
        /// A word for programs: `FieldValueInvalid`, `FieldManagerConflict`.
        package var reason: String
        /// A sentence for people.
        package var message: String
        /// The field it is about: `spec.replicas`; nil if it is about none.
        package var field: String?

        /// A cause of these parts.
        package init(reason: String, message: String, field: String?) {
            self.reason = reason
            self.message = message
            self.field = field
        }
    }

    /// The HTTP status code.
    package var code: Int
    /// A word for programs: `NotFound`, `Conflict`; empty if the server gave none.
    package var reason: String
    /// A sentence for people.
    package var message: String
    /// The name of the object it is about, if the server gave it.
    package var name: String?
    /// The group of the object it is about, if the server gave it.
    package var group: String?
    /// The kind (or plural) of the object it is about, if the server gave it.
    package var kind: String?
    /// The reasons behind it.
    package var causes: [Cause]
    /// How many seconds to wait before another try, if the server said.
    package var retryAfterSeconds: Int?

    /// A status of these parts.
    package init(
        code: Int, reason: String, message: String, name: String? = nil, group: String? = nil, kind: String? = nil,
        causes: [Cause] = [], retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.reason = reason
        self.message = message
        self.name = name
        self.group = group
        self.kind = kind
        self.causes = causes
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// The field managers that a server-side apply is in conflict with, with their fields, in the server's order.
    ///
    /// Found in causes such as `conflict with "kubectl" using apps/v1` for `.spec.replicas`.
    package var conflicts: [(manager: String, field: String)] {
        causes.filter { $0.reason == "FieldManagerConflict" }.map { cause in
            (Self.quoted(in: cause.message) ?? cause.message, cause.field ?? "")
        }
    }

    /// The first text in quotes, where `\` stands before a quote or a `\` that belongs to it.
    private static func quoted(in message: String) -> String? {
        guard let start = message.firstIndex(of: "\"") else { return nil }
        var text = ""
        var isEscaped = false
        for character in message[message.index(after: start)...] {
            if !isEscaped, character == "\"" { return text }
            if !isEscaped, character == "\\" {
                isEscaped = true
                continue
            }
            text.append(character)
            isEscaped = false
        }
        return nil
    }
}

extension Status {
    /// Reads a `Status` object; nil if `value` is none.
    package init?(_ value: JSONValue) {
        guard value["kind"]?.stringValue == "Status" else { return nil }
        let details = value["details"]
        let causes = details?["causes"]?.arrayValue ?? []
        self.init(
            code: value["code"]?.integerValue.map { Int(clamping: $0) } ?? 0,
            reason: value["reason"]?.stringValue ?? "",
            message: value["message"]?.stringValue ?? "",
            name: details?["name"]?.stringValue,
            group: details?["group"]?.stringValue,
            kind: details?["kind"]?.stringValue,
            causes: causes.map { cause in
                Cause(
                    reason: cause["reason"]?.stringValue ?? "", message: cause["message"]?.stringValue ?? "",
                    field: cause["field"]?.stringValue)
            },
            retryAfterSeconds: details?["retryAfterSeconds"]?.integerValue.map { Int(clamping: $0) })
    }

    /// Makes a status of a response that is no success, whatever its body is: a proxy answers with a page of HTML.
    init(code: Int, body: [UInt8], retryAfter: String?) {
        let limit = 1024
        if let value = try? JSONValue(parsing: body), var status = Status(value) {
            // The status line is what came over the wire; a body that says otherwise does not make it a success.
            status.code = code
            self = status
        } else {
            var text = String(decoding: body.prefix(limit), as: UTF8.self)
            while text.last?.isWhitespace == true { text.removeLast() }
            self.init(code: code, reason: Status.reason(of: code), message: text.isEmpty ? "HTTP status \(code)" : text)
        }
        if retryAfterSeconds == nil || retryAfterSeconds == 0, let seconds = retryAfter.flatMap({ Int($0) }), seconds >= 0 {
            retryAfterSeconds = seconds
        }
    }

    private static func reason(of code: Int) -> String {
        switch code {
        case 400: "BadRequest"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "NotFound"
        case 405: "MethodNotAllowed"
        case 409: "Conflict"
        case 410: "Gone"
        case 422: "Invalid"
        case 429: "TooManyRequests"
        case 500: "InternalError"
        case 503: "ServiceUnavailable"
        case 504: "Timeout"
        default: ""
        }
    }
}

extension Status: CustomStringConvertible {
    /// The message, or the reason and code if there is none.
    package var description: String {
        if !message.isEmpty { return message }
        return reason.isEmpty ? "HTTP status \(code)" : "\(reason) (HTTP status \(code))"
    }
}
