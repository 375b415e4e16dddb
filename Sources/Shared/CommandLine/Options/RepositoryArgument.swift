import ArgumentParser
import Configuration

/// A repository of charts as a flag's value: `stable=https://charts.example.com,username=ada,passwordFile=/etc/password`.
package struct RepositoryArgument: ExpressibleByArgument, Sendable {
    package let repository: ChartRepositoryConfiguration

    package init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = parts.first, let equals = first.firstIndex(of: "=") else { return nil }
        var repository = ChartRepositoryConfiguration(
            name: String(first[..<equals]), url: String(first[first.index(after: equals)...]))
        guard ChartRepositoryConfiguration.isName(repository.name), ChartRepositoryConfiguration.isURL(repository.url) else {
            return nil
        }
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let value = String(part[part.index(after: equals)...])
            guard Self.set(String(part[..<equals]), value, of: &repository) else { return nil }
        }
        guard repository.contradiction == nil else { return nil }
        self.repository = repository
    }

    private static func set(_ setting: String, _ value: String, of repository: inout ChartRepositoryConfiguration) -> Bool {
        guard !value.isEmpty else { return false }
        switch setting {
        case "username": repository.username = value
        case "passwordFile": repository.passwordFile = value
        case "tokenFile": repository.tokenFile = value
        case "caFile": repository.caFile = value
        case "certFile": repository.certFile = value
        case "keyFile": repository.keyFile = value
        case "passCredentials", "plainHTTP":
            guard let truth = Bool(value) else { return false }
            if setting == "plainHTTP" { repository.plainHTTP = truth } else { repository.passCredentials = truth }
        default: return false
        }
        return true
    }
}
