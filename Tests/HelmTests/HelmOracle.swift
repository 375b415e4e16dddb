import JSON
import TestSupport

/// Real Go: a program that renders charts as Helm 3 does.
struct HelmOracle {
    private let program: Oracle

    /// The program, built once for all tests.
    static func shared() async throws -> HelmOracle { try await building.value }

    private static let building = Task {
        HelmOracle(program: Oracle(try await GoProgram(building: "Tests/HelmTests/Oracle", as: "helm-oracle")))
    }

    /// What Go makes of each case.
    func answers(to cases: [HelmCase]) async throws -> [HelmAnswer] {
        try await program.answers(to: cases.map(\.question)).map(HelmAnswer.init)
    }

    /// What a template comes to with each text as `.text`.
    func texts(_ texts: [String], through template: String) async throws -> [String] {
        let question: JSONValue = ["Template": .string(template), "Texts": .array(texts.map { .string($0) })]
        let answers = try await program.answers(to: [question])
        return answers.flatMap { $0["Texts"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
    }

    /// For each range, which of the versions lie within it.
    func versions(_ versions: [String], within ranges: [String]) async throws -> [[Bool]] {
        let questions: [JSONValue] = ranges.map {
            ["Range": .string($0), "Versions": .array(versions.map { .string($0) })]
        }
        return try await program.answers(to: questions).map { answer in
            answer["Within"]?.arrayValue?.map { $0.boolValue ?? false } ?? []
        }
    }
}
