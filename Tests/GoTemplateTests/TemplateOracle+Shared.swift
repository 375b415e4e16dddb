import TemplateTesting

extension TemplateOracle {
    /// Go with the functions of `Oracle/functions.go`, built once for all tests.
    static func shared() async throws -> TemplateOracle { try await building.value }

    private static let building = Task {
        try await TemplateOracle(
            building: "Tests/GoTemplateTests/Oracle", as: "go-template-oracle", environment: ["GOFLAGS": "-mod=mod"],
            functions: OracleFunctions.all, intended: IntendedDifferences.all)
    }
}
