/// Commands that tests need newer than Debian 12 has them; a script beside this file gets each, once.
package enum Toolchain {
    /// Go 1.24.
    package static func go() async throws -> String { try await goPath.value }

    /// A kubectl that knows ApplySets: 1.27 or later.
    package static func kubectl() async throws -> String { try await kubectlPath.value }

    private static let goPath = Task { try await path(from: "go-toolchain") }
    private static let kubectlPath = Task { try await path(from: "kubectl-toolchain") }

    private static func path(from script: String) async throws -> String {
        let output = try await Command.text("\(Repository.root)/Tests/TestSupport/\(script)", [])
        guard let path = output.split(whereSeparator: \.isNewline).first else { throw TestError("\(script) gave no path") }
        return String(path)
    }
}
