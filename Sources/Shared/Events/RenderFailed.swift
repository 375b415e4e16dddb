import JSON

/// The data of a `renderfailed` event: an owner could not be rendered, or changed templates are broken.
package struct RenderFailed: EventPayload {
    /// What went wrong, and where.
    package struct Failure: ObjectWritable, Sendable, Hashable {
        /// The whole sentence, as it is shown.
        package let message: String
        /// The template file.
        package let file: String?
        /// Counted from 1.
        package let line: Int?
        /// Counted from 1.
        package let column: Int?
        /// The templates that were being executed, the outermost first.
        package let stack: [String]

        package init(message: String, file: String? = nil, line: Int? = nil, column: Int? = nil, stack: [String] = []) {
            self.message = message
            self.file = file
            self.line = line
            self.column = column
            self.stack = stack
        }

        init(data: RawJSON) throws(EventError) {
            let fields = try PayloadFields(data)
            message = try fields.string("message")
            file = try fields.optionalString("file")
            line = try fields.optionalInteger("line").map { Int(clamping: $0) }
            column = try fields.optionalInteger("column").map { Int(clamping: $0) }
            stack = try fields.strings("stack")
        }

        package func write(to text: inout JSONObjectText) {
            text.append("message", message)
            text.append("file", file)
            text.append("line", line)
            text.append("column", column)
            text.append("stack", stack)
        }
    }

    package static let eventType = EventType.renderFailed

    /// Nil if it is about the templates: they changed, are broken, and the last good ones stay in use.
    package let owner: Owner?
    package let error: Failure

    package init(owner: Owner?, error: Failure) {
        self.owner = owner
        self.error = error
    }

    package init(data: RawJSON) throws(EventError) {
        let fields = try PayloadFields(data)
        owner = try fields.optionalPart("owner") { data throws(EventError) in try Owner(data: data) }
        error = try fields.part("error") { data throws(EventError) in try Failure(data: data) }
    }

    package func write(to text: inout JSONObjectText) {
        text.append("owner", owner)
        text.append("error", error)
    }
}
