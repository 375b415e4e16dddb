import GoTemplate

/// The oracle's `main.Name`: a string that prints itself between angle brackets.
final class OracleName: TemplateObject {
    static let type = GoType.named("main.Name", underlying: .string)

    private let name: String

    init(_ name: String) {
        self.name = name
    }

    var type: GoType { Self.type }
    var underlying: Value? { .text(name) }
    var text: ByteString? { ByteString("<\(name)>") }

    func method(_ name: String) -> Function? {
        guard name == "String" else { return nil }
        let text = "<\(self.name)>"
        return Function(parameters: [], result: .string) { _, _ in .text(text) }
    }
}

/// Go's `time.Duration`, of less than a microsecond.
final class OracleDuration: TemplateObject {
    static let type = GoType.named("time.Duration", underlying: .int64)

    private let nanoseconds: Int64

    init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    var type: GoType { Self.type }
    var underlying: Value? { .int64(nanoseconds) }
    var text: ByteString? { ByteString(nanoseconds == 0 ? "0s" : "\(nanoseconds)ns") }

    func method(_ name: String) -> Function? {
        let nanoseconds = nanoseconds
        switch name {
        case "Nanoseconds": return Function(parameters: [], result: .int64) { _, _ in .int64(nanoseconds) }
        default: return nil
        }
    }
}

/// Go's `*errors.errorString`.
final class OracleError: TemplateObject {
    private let message: String

    init(message: String) {
        self.message = message
    }

    var type: GoType { .pointer(.structure("errors.errorString")) }
    var text: ByteString? { ByteString(message) }

    /// Not exported, but printed by verbs that are not for text.
    var fields: [(name: String, value: Value)] { [("s", .text(message))] }

    func field(_ name: String) -> Value? { nil }

    func method(_ name: String) -> Function? {
        guard name == "Error" else { return nil }
        let message = message
        return Function(parameters: [], result: .string) { _, _ in .text(message) }
    }
}
