import JSONSchema
import Synchronization

/// The schema of a chart's values, compiled when it is first asked for.
package final class ChartSchema: Sendable {
    private let bytes: [UInt8]
    private let compiled = Mutex<Result<Schema, SchemaError>?>(nil)

    /// - Parameter bytes: The text of values.schema.json.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The schema.
    ///
    /// - Throws: `SchemaError` if the file is none.
    func schema() throws(SchemaError) -> Schema {
        let result = compiled.withLock { compiled in
            if let compiled { return compiled }
            let result = Result { () throws(SchemaError) in try Schema(bytes) }
            compiled = result
            return result
        }
        return try result.get()
    }
}
