import JSON
import YAML

/// What was read is written so that it is read as the same again; and all ways of reading (with places, without, as JSON text) agree.
enum YAMLTarget {
    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        let documents: [YAMLDocument]
        do { documents = try YAML.documents(bytes, file: "a.yaml", locating: true) } catch {
            guard error.line >= 1, error.column >= 1, !error.description.isEmpty else {
                throw FuzzFailure("an error has no place: \(error)")
            }
            guard (try? YAML.documents(bytes)) == nil else { throw FuzzFailure("only without places it is YAML") }
            guard (try? YAML.texts(bytes)) == nil else { throw FuzzFailure("only as JSON text it is YAML") }
            return
        }
        guard let unlocated = try? YAML.documents(bytes), unlocated.count == documents.count,
            zip(unlocated, documents).allSatisfy({ $0.value == $1.value && $0.line == $1.line })
        else { throw FuzzFailure("without places it means something else") }
        guard let texts = try? YAML.texts(bytes), texts.count == documents.count,
            zip(texts, documents).allSatisfy({ $0.value == RawJSON($1.value) && $0.line == $1.line })
        else { throw FuzzFailure("as JSON text it means something else") }
        for document in documents { try checkWriting(of: document) }
    }

    private static func checkWriting(of document: YAMLDocument) throws(FuzzFailure) {
        guard document.line >= 1 else { throw FuzzFailure("a document has no line") }
        let text = YAML.text(document.value)
        // `null` is written, and read as no document; a key `<<` is written as Kubernetes does it, which cannot read it either.
        if document.value == .null || text.contains("<<") { return }
        let again: JSONValue
        do { again = try YAML.document(Array(text.utf8)).value } catch {
            throw FuzzFailure("what was written is not read: \(error)\n\(text)")
        }
        guard YAML.text(again) == text else { throw FuzzFailure("what was written is read as something else:\n\(text)") }
    }
}
