import JSON

extension ChartMetadata {
    /// Takes over what a mapping says: that of Chart.yaml, and after it that of requirements.yaml.
    mutating func read(_ object: JSONObject) throws(ChartError) {
        let reader = FieldReader(object: object, structure: "Metadata")
        for (field, path) in Self.fields where reader.value(field) != nil { self[keyPath: path] = try reader.text(field) }
        if reader.value("sources") != nil { sources = try reader.texts("sources") }
        if reader.value("keywords") != nil { keywords = try reader.texts("keywords") }
        if reader.value("deprecated") != nil { deprecated = try reader.truth("deprecated") }
        if reader.value("annotations") != nil { annotations = try reader.map("annotations") }
        let nobody = "maintainers must not contain empty or null nodes"
        if let readers = try reader.structures("maintainers", of: "Maintainer", nobody) {
            maintainers = []
            for reader in readers { maintainers.append(try ChartMaintainer(reader)) }
        }
        let nothing = "dependencies must not contain empty or null nodes"
        if let readers = try reader.structures("dependencies", of: "Dependency", nothing) {
            var dependencies: [ChartDependency] = []
            for reader in readers { dependencies.append(try ChartDependency(reader)) }
            self.dependencies = dependencies
        }
    }

    private static var fields: [(String, WritableKeyPath<ChartMetadata, String>)] {
        [
            ("name", \.name), ("home", \.home), ("version", \.version), ("description", \.description), ("icon", \.icon),
            ("apiVersion", \.apiVersion), ("condition", \.condition), ("tags", \.tags), ("appVersion", \.appVersion),
            ("kubeVersion", \.kubeVersion), ("type", \.type),
        ]
    }
}

extension ChartMaintainer {
    fileprivate init(_ reader: FieldReader) throws(ChartError) {
        name = try reader.text("name")
        email = try reader.text("email")
        url = try reader.text("url")
    }
}

extension ChartDependency {
    fileprivate init(_ reader: FieldReader) throws(ChartError) {
        name = try reader.text("name")
        version = try reader.text("version")
        repository = try reader.text("repository")
        condition = try reader.text("condition")
        tags = try reader.texts("tags")
        isEnabled = try reader.truth("enabled")
        alias = try reader.text("alias")
        importValues = reader.value("import-values")?.arrayValue ?? []
    }
}
