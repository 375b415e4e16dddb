import GoTemplate

extension ChartMetadata {
    /// Cleans the texts and checks what Helm checks.
    ///
    /// - Throws: The first violation, in Helm's words.
    mutating func validate() throws(ChartError) {
        clean()
        if apiVersion.isEmpty { throw Self.invalid("chart.metadata.apiVersion is required") }
        if name.isEmpty { throw Self.invalid("chart.metadata.name is required") }
        if name == "." || name == ".." { throw Self.invalid("chart.metadata.name \(Quoting.quoted(name)) is not allowed") }
        if name.utf8.contains(UInt8(ascii: "/")) { throw Self.invalid("chart.metadata.name \(Quoting.quoted(name)) is invalid") }
        if version.isEmpty { throw Self.invalid("chart.metadata.version is required") }
        guard ChartVersions.isVersion(version) else {
            throw Self.invalid("chart.metadata.version \(Quoting.quoted(version)) is invalid")
        }
        guard ["", "application", "library"].contains(type) else {
            throw Self.invalid("chart.metadata.type must be application or library")
        }
        var names: Set<String> = []
        for dependency in dependencies ?? [] {
            guard dependency.alias.utf8.allSatisfy(Self.isAllowedInAlias) else {
                throw Self.invalid("dependency \(Quoting.quoted(dependency.name)) has disallowed characters in the alias")
            }
            let name = dependency.alias.isEmpty ? dependency.name : dependency.alias
            guard names.insert(name).inserted else {
                throw Self.invalid("more than one dependency with name or alias \(Quoting.quoted(name))")
            }
        }
    }

    static func invalid(_ message: String) -> ChartError { ChartError("validation: \(message)") }

    private mutating func clean() {
        for path in Self.texts { self[keyPath: path] = Self.cleaned(self[keyPath: path]) }
        sources = sources.map(Self.cleaned)
        keywords = keywords.map(Self.cleaned)
        maintainers = maintainers.map { maintainer in
            ChartMaintainer(
                name: Self.cleaned(maintainer.name), email: Self.cleaned(maintainer.email), url: Self.cleaned(maintainer.url))
        }
        dependencies = dependencies?.map { dependency in
            var dependency = dependency
            dependency.name = Self.cleaned(dependency.name)
            dependency.version = Self.cleaned(dependency.version)
            dependency.repository = Self.cleaned(dependency.repository)
            dependency.condition = Self.cleaned(dependency.condition)
            dependency.tags = dependency.tags.map(Self.cleaned)
            return dependency
        }
    }

    private static var texts: [WritableKeyPath<ChartMetadata, String>] {
        [\.name, \.description, \.home, \.icon, \.condition, \.tags, \.appVersion, \.kubeVersion]
    }

    /// A text on one line, without what cannot be printed.
    private static func cleaned(_ text: String) -> String {
        var cleaned = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                cleaned.append(" ")
            } else if Printability.isPrintable(scalar.value) {
                cleaned.append(scalar)
            }
        }
        return String(cleaned)
    }

    private static func isAllowedInAlias(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
