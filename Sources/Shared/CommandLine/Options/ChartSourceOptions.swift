import ArgumentParser
import Configuration

/// Where a Helm chart comes from, as flags; those that Helm has too are called as there.
package struct ChartSourceOptions: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp(
            "The chart's version, or a range of versions such as ^1.2 (spec.renderer.helm.version).", valueName: "version"))
    package var version: String?

    @Option(help: ArgumentHelp("The URL of the chart's repository (spec.renderer.helm.repo).", valueName: "url"))
    package var repo: String?

    @Option(help: ArgumentHelp("The user at the repository or registry (spec.renderer.helm.username).", valueName: "name"))
    package var username: String?

    @Option(
        help: ArgumentHelp("The file with the user's password (spec.renderer.helm.passwordFile).", valueName: "file"),
        completion: .file())
    package var passwordFile: String?

    @Option(
        help: ArgumentHelp("The file with a bearer token (spec.renderer.helm.tokenFile).", valueName: "file"),
        completion: .file())
    package var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "The file with the authorities of the server's certificate (spec.renderer.helm.caFile).", valueName: "file"),
        completion: .file())
    package var caFile: String?

    @Option(
        help: ArgumentHelp("The file with the certificate to present (spec.renderer.helm.certFile).", valueName: "file"),
        completion: .file())
    package var certFile: String?

    @Option(
        help: ArgumentHelp("The file with that certificate's key (spec.renderer.helm.keyFile).", valueName: "file"),
        completion: .file())
    package var keyFile: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Send the credentials to other hosts, too, that an index names (spec.renderer.helm.passCredentials).")
    package var passCredentials: Bool?

    @Flag(
        name: .customLong("plain-http"), inversion: .prefixedNo,
        help: "Speak to registries without TLS (spec.renderer.helm.plainHTTP).")
    package var plainHTTP: Bool?

    @Option(
        help: ArgumentHelp(
            "A repository that references may name, as NAME=URL[,SETTING=VALUE...]; may be repeated (spec.renderer.helm.repositories).",
            valueName: "repository"))
    package var repository: [RepositoryArgument] = []

    @Option(
        help: ArgumentHelp(
            "The directory of charts that were fetched (spec.renderer.helm.repositoryCache).", valueName: "directory"),
        completion: .directory)
    package var repositoryCache: String?

    package init() {}

    package mutating func validate() throws {
        if let repo, !ChartRepositoryConfiguration.isURL(repo) {
            throw ValidationError(
                "--repo must be a URL that begins with https://, http:// or oci://, without a user, not \(repo).")
        }
        if username?.contains(":") == true { throw ValidationError("--username must not have a colon.") }
    }

    /// Whether a chart may be in a repository that the flags name: of `--repo`, or, behind its name, of `--repository`.
    package func mayHave(_ chart: String) -> Bool {
        repo != nil || repository.contains { chart.hasPrefix("\($0.repository.name)/") }
    }

    /// Lays the flags that were given over the settings of a chart.
    func patch(_ helm: inout HelmConfiguration) {
        helm.version = version ?? helm.version
        helm.repository.url = repo ?? helm.repository.url
        helm.repository.username = username ?? helm.repository.username
        helm.repository.passwordFile = passwordFile ?? helm.repository.passwordFile
        helm.repository.tokenFile = tokenFile ?? helm.repository.tokenFile
        helm.repository.caFile = caFile ?? helm.repository.caFile
        helm.repository.certFile = certFile ?? helm.repository.certFile
        helm.repository.keyFile = keyFile ?? helm.repository.keyFile
        helm.repository.passCredentials = passCredentials ?? helm.repository.passCredentials
        helm.repository.plainHTTP = plainHTTP ?? helm.repository.plainHTTP
        for argument in repository {
            helm.repositories.removeAll { $0.name == argument.repository.name }
            helm.repositories.append(argument.repository)
        }
        helm.repositoryCache = repositoryCache ?? helm.repositoryCache
    }
}
