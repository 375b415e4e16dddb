import Encoding
import JSON
import TestSupport

/// Real Go: a program that answers what its encoding/json makes of texts.
struct JSONOracle {
    private let program: Oracle

    /// The program, built once for all tests.
    static func shared() async throws -> JSONOracle { try await building.value }

    private static let building = Task {
        JSONOracle(program: Oracle(try await GoProgram(building: "Tests/JSONTests/Oracle", as: "json-oracle")))
    }

    /// The value of each text, its members ordered by key; nil if the text is not JSON.
    func values(of texts: [[UInt8]]) async throws -> [String?] {
        let questions = texts.map { JSONValue.string(Hexadecimal.text($0)) }
        return try await program.answers(to: questions).map { answer in
            answer["Valid"]?.boolValue == true ? (answer["Value"] ?? nil).text(.sorted) : nil
        }
    }
}
