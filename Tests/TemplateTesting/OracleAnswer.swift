import Encoding
internal import JSON
import TestSupport

/// What came of a case.
package struct OracleAnswer: Sendable, Equatable, CustomStringConvertible {
    /// Where it ended.
    package enum Phase: String, Sendable {
        case succeeded = ""
        case parse, execute
        /// Go itself failed.
        case panic
    }

    package let phase: Phase
    package let output: [UInt8]
    package let error: [UInt8]

    /// Success; or a failure, whose output counts for nothing.
    package init(output: [UInt8]) {
        phase = .succeeded
        self.output = output
        error = []
    }

    package init(phase: Phase, error: [UInt8]) {
        self.phase = phase
        output = []
        self.error = error
    }

    /// Reads an answer of the oracle's.
    init(_ answer: JSONValue) throws {
        guard let phase = answer["Phase"]?.stringValue.flatMap(Phase.init),
            let output = answer["Output"]?.stringValue.flatMap(Hexadecimal.bytes),
            let error = answer["Error"]?.stringValue.flatMap(Hexadecimal.bytes)
        else { throw TestError("not an answer: \(answer)") }
        self.phase = phase
        self.output = phase == .succeeded ? output : []
        self.error = error
    }

    package var description: String {
        phase == .succeeded
            ? String(decoding: output, as: UTF8.self).debugDescription
            : "\(phase) error \(String(decoding: error, as: UTF8.self).debugDescription)"
    }
}
