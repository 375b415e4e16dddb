import Encoding
package import JSON
import TestSupport

/// Templates and the data that they are executed over, or a format and its arguments.
package struct OracleCase: Sendable {
    /// What to do with the data.
    package enum Subject: Sendable {
        /// Parses the templates in order and executes the first.
        case templates([(name: String, text: [UInt8])], options: [String])
        /// Gives `fmt.Sprintf` the data's elements.
        case format([UInt8])
    }

    /// What to call it in a failure, such as its file and line.
    package let name: String
    package let subject: Subject
    package let data: JSONValue

    /// - Parameter data: Taken as it reads once it is written: 1e6 becomes the integer 1000000.
    package init(name: String, subject: Subject, data: JSONValue) {
        self.name = name
        self.subject = subject
        self.data = (try? JSONValue(parsing: data.serialized())) ?? data
    }

    /// The case as a question for the oracle.
    package var request: JSONValue {
        switch subject {
        case .templates(let templates, let options):
            [
                "Templates": .array(
                    templates.map { ["Name": .string($0.name), "Text": .string(Hexadecimal.text($0.text))] }),
                "Data": data, "Options": .array(options.map { .string($0) }),
            ]
        case .format(let format):
            ["Format": .string(Hexadecimal.text(format)), "Data": data]
        }
    }

    /// The case for a person to read.
    package var summary: String {
        switch subject {
        case .templates(let templates, let options):
            let texts = templates.map { "\($0.name): \(String(decoding: $0.text, as: UTF8.self))" }
            return
                "\(name): \(texts.joined(separator: "\n"))\n  data \(data.description.prefix(200)) \(options.joined(separator: ","))"
        case .format(let format):
            return "\(name): printf \(String(decoding: format, as: UTF8.self).debugDescription) \(data)"
        }
    }
}
