import JSON

/// A program that gives credentials, as a kubeconfig names it (`users[].user.exec`).
package struct ExecPlugin: Sendable, Hashable {
    /// Whether the program may ask a person.
    package enum InteractiveMode: String, Sendable, Hashable {
        /// It never asks.
        case never = "Never"
        /// It asks if standard input is a terminal.
        case ifAvailable = "IfAvailable"
        /// It cannot work without asking.
        case always = "Always"
    }

    /// The version of the protocol: `client.authentication.k8s.io/v1`.
    package var apiVersion: String
    /// The program: a path, or a name to be found in PATH.
    package var command: String
    /// Its arguments.
    package var arguments: [String]
    /// What is added to its environment.
    package var environment: [String: String]
    /// What a person is told if the program is not there.
    package var installHint: String?
    /// Whether the program is told about the cluster.
    package var providesClusterInfo: Bool
    /// Whether it may ask a person.
    package var interactiveMode: InteractiveMode
    /// What the cluster's entry in the kubeconfig holds for plugins (its extension `client.authentication.k8s.io/exec`).
    package var clusterConfig: JSONValue?

    /// A plugin of these properties.
    package init(
        apiVersion: String, command: String, arguments: [String] = [], environment: [String: String] = [:],
        installHint: String? = nil, providesClusterInfo: Bool = false, interactiveMode: InteractiveMode = .ifAvailable
    ) {
        self.apiVersion = apiVersion
        self.command = command
        self.arguments = arguments
        self.environment = environment
        self.installHint = installHint
        self.providesClusterInfo = providesClusterInfo
        self.interactiveMode = interactiveMode
    }
}
