import Glibc
import JSON

/// The real cluster that the tests run against, as `deploy/devcluster/with-cluster` provides it.
package struct DevCluster: Sendable {
    /// The path of its kubeconfig, whose current user may do everything; its context `nobody` may do nothing.
    package let kubeconfig: String
    /// The folder of its data and logs, for what stops it; nil if it was not started by `devcluster`.
    package let directory: String?

    /// A cluster that a test has started itself.
    package init(kubeconfig: String, directory: String?) {
        self.kubeconfig = kubeconfig
        self.directory = directory
    }

    /// The cluster of the environment.
    ///
    /// - Throws: `TestError` where there is none: a test that needs it must fail, not be passed over.
    package static func required() throws -> DevCluster {
        guard let kubeconfig = variable("KUBECONFIG") else {
            throw TestError("this test needs a cluster: run it through deploy/devcluster/with-cluster, or set KUBECONFIG")
        }
        return DevCluster(kubeconfig: kubeconfig, directory: variable("FAIRLEAD_CLUSTER"))
    }

    /// Runs kubectl, which must succeed, and returns its standard output.
    @discardableResult
    package func kubectl(_ arguments: String..., input: String = "") async throws -> String {
        try await succeed(arguments, input: input)
    }

    /// Runs kubectl with `-o json` and parses its answer.
    package func json(_ arguments: String...) async throws -> JSONValue {
        return try JSONValue(parsing: try await succeed(arguments + ["-o", "json"]))
    }

    /// Applies manifests with kubectl.
    package func apply(_ manifests: String) async throws {
        try await kubectl("apply", "-f", "-", input: manifests)
    }

    /// Runs a subcommand of `devcluster` on this cluster: `stop`, `start`, `compact`.
    @discardableResult
    package func control(_ subcommand: String) async throws -> String {
        guard let directory else {
            throw TestError("this test needs FAIRLEAD_CLUSTER: run it through deploy/devcluster/with-cluster")
        }
        return try await Command.text("\(Repository.root)/deploy/devcluster/devcluster", [subcommand, directory])
    }

    /// Makes a namespace of the test's own; returns its name.
    package func makeNamespace(_ purpose: String) async throws -> String {
        let name = "\(purpose)-\(String(UInt32.random(in: 0 ... .max), radix: 36))"
        try await kubectl("create", "namespace", name)
        return name
    }

    /// Runs kubectl, again where it looked for conditions that nobody has written yet, which it takes for a mistake.
    private func succeed(_ arguments: [String], input: String = "") async throws -> String {
        let kubectl = try await Toolchain.kubectl()
        let arguments = ["--kubeconfig", kubeconfig] + arguments
        let result = try await eventually("what kubectl waits for has conditions") {
            let result = try await Command.run(kubectl, arguments, input: Array(input.utf8))
            return result.error.contains(".status.conditions accessor error") ? nil : result
        }
        guard result.succeeded else {
            throw TestError("kubectl \(arguments.joined(separator: " ")): \(result.exit): \(result.error)")
        }
        return result.text
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
