import JSONSchema
import Synchronization

/// The schema of a chart's values, compiled when it is first asked for.
package final class ChartSchema: Sendable {
    /// The text of values.schema.json.
    package let text: [UInt8]
    private let compiled = Mutex<Result<Schema, SchemaError>?>(nil)

    /// - Parameter bytes: The text of values.schema.json.
    package init(_ bytes: [UInt8]) { text = bytes }

    /// Why it is no schema; nil if it is one.
    package var problem: String? {
        do throws(SchemaError) {
            _ = try schema()
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// The schema.
    ///
    /// - Throws: `SchemaError` if the file is none.
    func schema() throws(SchemaError) -> Schema {
        let result = compiled.withLock { compiled in
            if let compiled { return compiled }
            let result = Result { () throws(SchemaError) in try Schema(text) }
            compiled = result
            return result
        }
        return try result.get()
    }
}
