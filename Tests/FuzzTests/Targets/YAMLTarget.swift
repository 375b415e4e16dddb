import JSON
import YAML

/// What was read is written so that it is read as the same again.
enum YAMLTarget {
    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        let documents: [YAMLDocument]
        do { documents = try YAML.documents(bytes, file: "a.yaml", locating: true) } catch {
            guard error.line >= 1, error.column >= 1, !error.description.isEmpty else {
                throw FuzzFailure("an error has no place: \(error)")
            }
            return
        }
        for document in documents {
            guard document.line >= 1 else { throw FuzzFailure("a document has no line") }
            let text = YAML.text(document.value)
            let again: JSONValue
            do { again = try YAML.document(Array(text.utf8)).value } catch {
                // `null` is written, and read as no document.
                if document.value == .null { continue }
                throw FuzzFailure("what was written is not read: \(error)\n\(text)")
            }
            guard YAML.text(again) == text else { throw FuzzFailure("what was written is read as something else:\n\(text)") }
        }
    }
}
