import TemplateTesting

extension TemplateOracle {
    /// Go with Debian's sprig, built once for all tests.
    static func sprig() async throws -> TemplateOracle { try await building.value }

    private static let building = Task {
        try await TemplateOracle(
            building: "Tests/SprigTests/Oracle", as: "sprig-oracle",
            environment: ["GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": ""],
            functions: OracleFunctions.all, intended: IntendedDifferences.all)
    }
}
