import Encoding
import JSON
import TestSupport

/// Real Go: a program that answers what sigs.k8s.io/yaml makes of texts and values.
struct YAMLOracle {
    private let program: Oracle

    /// The program, built once for all tests.
    static func shared() async throws -> YAMLOracle { try await building.value }

    private static let building = Task {
        YAMLOracle(program: Oracle(try await GoProgram(building: "Tests/YAMLTests/Oracle", as: "yaml-oracle")))
    }

    /// The documents of a text as kubectl reads them, and whether a strict reader finds a key that comes twice.
    struct Reading: Sendable {
        var documents: [JSONValue]
        var hasRepeatedKeys: Bool
    }

    /// The documents of each text, or why it has none.
    func documents(of texts: [[UInt8]]) async throws -> [Result<Reading, TestError>] {
        let questions = texts.map { JSONValue.object(["Read": .string(Hexadecimal.text($0))]) }
        return try await program.answers(to: questions).map { answer in
            if let error = answer["Error"]?.stringValue, !error.isEmpty { return .failure(TestError(error)) }
            let isStrict = answer["Strict"]?.stringValue?.isEmpty ?? true
            return .success(Reading(documents: answer["Documents"]?.arrayValue ?? [], hasRepeatedKeys: !isStrict))
        }
    }

    /// What each value is written as, or why it is not.
    func texts(of values: [JSONValue]) async throws -> [Result<[UInt8], TestError>] {
        let questions = values.map { JSONValue.object(["Write": $0]) }
        return try await program.answers(to: questions).map { answer in
            if let error = answer["Error"]?.stringValue, !error.isEmpty { return .failure(TestError(error)) }
            guard let text = answer["Text"]?.stringValue.flatMap(Hexadecimal.bytes) else {
                throw TestError("not an answer: \(answer)")
            }
            return .success(text)
        }
    }
}
