import JSON

/// Reads where charts come from: of `spec.renderer.helm`, and of the elements of its `repositories`.
struct RepositoryDecoder {
    /// Makes a path of the file one of the working directory.
    let resolve: (String) -> String

    /// The elements of `repositories`.
    func list(_ section: MappingReader) -> [ChartRepositoryConfiguration] {
        var repositories: [ChartRepositoryConfiguration] = []
        for (path, value) in section.list("repositories", of: "repositories of charts") ?? [] {
            guard let object = value.objectValue else {
                section.problems.add(
                    "\(path) must be a mapping with a name and a url, not \(MappingReader.quoted(value))", at: path)
                continue
            }
            let element = MappingReader(object, at: path, problems: section.problems, keys: section.keys)
            var repository = ChartRepositoryConfiguration()
            let name = element.string(
                "name", "a name such as stable, of letters, digits and ._-", where: ChartRepositoryConfiguration.isName)
            if !element.has("name") { element.missing("name", "give the repository a name, such as name: stable") }
            let url = element.string(
                "url", "a URL that begins with https://, http:// or oci://, without a user",
                where: ChartRepositoryConfiguration.isURL)
            if !element.has("url") {
                element.missing("url", "say where the repository is, such as url: https://charts.example.com")
            }
            (repository.name, repository.url) = (name ?? "", url ?? "")
            decode(element, into: &repository)
            if section.keys == .exact { element.finish(elsewhere: SettingReference.all) } else { element.finishWarning() }
            if let name, repositories.contains(where: { $0.name == name }) {
                section.problems.add(
                    "\(path).name is the name of another repository, too: \"\(name)\"", at: path.appending("name"))
            } else if name != nil, url != nil {
                repositories.append(repository)
            }
        }
        return repositories
    }

    /// How the place is spoken to.
    func decode(_ section: MappingReader, into repository: inout ChartRepositoryConfiguration) {
        repository.username = section.string("username", "a user's name") { !$0.contains(":") }
        repository.passwordFile = section.string("passwordFile", "the path of a file").map(resolve)
        repository.tokenFile = section.string("tokenFile", "the path of a file").map(resolve)
        repository.caFile = section.string("caFile", "the path of a file").map(resolve)
        repository.certFile = section.string("certFile", "the path of a file").map(resolve)
        repository.keyFile = section.string("keyFile", "the path of a file").map(resolve)
        repository.passCredentials = section.bool("passCredentials") ?? false
        repository.plainHTTP = section.bool("plainHTTP") ?? false
        if let contradiction = repository.contradiction {
            section.problems.add("\(section.path): \(contradiction)", at: section.path)
        }
    }
}
