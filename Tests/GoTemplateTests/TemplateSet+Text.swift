import GoTemplate
import JSON

extension TemplateSet {
    /// What a template makes of data, as text.
    func text(
        _ name: String, _ data: JSONValue = .null, options: ExecutionOptions = ExecutionOptions()
    ) throws -> String {
        String(decoding: try render(name, data: data, options: options), as: UTF8.self)
    }

    /// The text of the error that a template ends with; empty if it does not.
    func failure(_ name: String, _ data: JSONValue = .null, options: ExecutionOptions = ExecutionOptions()) -> String {
        do throws(TemplateError) {
            _ = try render(name, data: data, options: options)
            return ""
        } catch {
            return error.description
        }
    }

    /// The error that a template ends with.
    func error(
        _ name: String, _ data: JSONValue = .null, options: ExecutionOptions = ExecutionOptions()
    ) -> TemplateError? {
        do throws(TemplateError) {
            _ = try render(name, data: data, options: options)
            return nil
        } catch {
            return error
        }
    }

    /// A set of one text.
    init(_ source: String, functions: FunctionMap = FunctionMap()) throws {
        self.init(functions: functions)
        try parse(source, name: "main")
    }
}
