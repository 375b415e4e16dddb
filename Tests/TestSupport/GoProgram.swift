/// A program in Go that a test needs beside itself.
package struct GoProgram: Sendable {
    /// The path of its executable.
    package let executable: String

    /// Builds the program of a directory of this repository.
    ///
    /// - Parameters:
    ///   - directory: Where its source is, from the repository's root.
    ///   - name: What its executable is called, in `.build`.
    ///   - go: The command; a name is looked up in `PATH`.
    ///   - environment: What `go` is told in variables.
    package init(building directory: String, as name: String, with go: String, environment: [String: String]) async throws {
        executable = "\(Repository.root)/.build/\(name)"
        let result = try await Command.run(
            go, ["build", "-o", executable, "."], environment: environment, directory: "\(Repository.root)/\(directory)")
        guard result.succeeded else { throw TestError("unable to build \(directory): \(result.error)") }
    }

    /// Builds the program of a directory with Debian's Go and Debian's Go libraries.
    package init(building directory: String, as name: String) async throws {
        try await self.init(
            building: directory, as: name, with: "go",
            environment: ["GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": ""])
    }

    /// Builds the program of a directory with Go 1.24.
    ///
    /// - Parameter environment: What `go` is told in variables, besides that it is to be this version.
    package init(building directory: String, as name: String, environment: [String: String]) async throws {
        try await self.init(
            building: directory, as: name, with: try await Toolchain.go(),
            environment: environment.merging(["GOTOOLCHAIN": "local"]) { $1 })
    }
}
