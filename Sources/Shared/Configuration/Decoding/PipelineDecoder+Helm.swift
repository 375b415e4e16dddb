import JSON

extension PipelineDecoder {
    /// Reads `spec.renderer.helm`.
    func decodeHelm(_ section: MappingReader) -> HelmConfiguration? {
        let chart = section.string("chart", "a chart's folder, archive, name or URL")
        if !section.has("chart") { section.missing("chart", "name the folder of the chart, such as chart: charts/web") }
        var helm = HelmConfiguration(chart: chart ?? "")
        decodeSources(section, into: &helm)
        if !helm.isRemote { helm.chart = chart.map(resolved) ?? "" }
        helm.namespace = section.string("namespace", "the name of a namespace", where: KubernetesNames.isLabel)
        helm.releasePrefix = section.string("releasePrefix", "the beginning of a name", where: KubernetesNames.isLabel) ?? ""
        helm.valuesFiles = strings("valuesFiles", of: "paths of files", in: section).map(resolved)
        if let values = section.value("values") {
            if let object = values.objectValue {
                helm.values = object
            } else {
                section.wrong("values", "must be a mapping", values)
            }
        }
        helm.resource = section.choice("resource", HelmConfiguration.ResourceValues.self) ?? helm.resource
        helm.mapping = decodeMapping(section)
        let kubeVersion = section.string("kubeVersion", "a version of Kubernetes such as v1.31.0") {
            HelmConfiguration.kubeVersion(parsing: $0) != nil
        }
        helm.kubeVersion = kubeVersion.flatMap(HelmConfiguration.kubeVersion(parsing:))
        helm.apiVersions = strings("apiVersions", of: "API versions such as monitoring.coreos.com/v1", in: section)
        helm.wait = section.bool("wait") ?? helm.wait
        helm.waitTimeout = section.duration("waitTimeout", allowsZero: false) ?? helm.waitTimeout
        return chart == nil ? nil : helm
    }

    /// Where the chart, and others that custom resources name, come from.
    private func decodeSources(_ section: MappingReader, into helm: inout HelmConfiguration) {
        let decoder = RepositoryDecoder(resolve: resolved)
        helm.version = section.string("version", "a version such as 1.2.3, or a range such as ^1.2")
        helm.repository.url =
            section.string(
                "repo", "a URL that begins with https://, http:// or oci://, without a user",
                where: ChartRepositoryConfiguration.isURL)
            ?? ""
        decoder.decode(section, into: &helm.repository)
        helm.repositories = decoder.list(section)
        helm.repositoryCache = section.string("repositoryCache", "the path of a directory").map(resolved)
    }

    private func decodeMapping(_ section: MappingReader) -> [String: String] {
        guard let value = section.value("mapping") else { return [:] }
        var mapping: [String: String] = [:]
        for (path, field) in value.objectValue ?? [:] {
            if let field = field.stringValue, !field.isEmpty, !path.isEmpty { mapping[path] = field }
        }
        if value.objectValue?.count != mapping.count {
            section.wrong("mapping", "must be a mapping of values to fields such as {image.tag: spec.version}", value)
        }
        return mapping
    }

    /// The strings of a list; none where there is no such list.
    private func strings(_ key: String, of what: String, in section: MappingReader) -> [String] {
        var strings: [String] = []
        for element in section.list(key, of: what) ?? [] {
            if let text = element.value.stringValue, !text.isEmpty {
                strings.append(text)
            } else {
                section.problems.add(
                    "\(element.path) must be one of \(what), not \(MappingReader.quoted(element.value))", at: element.path)
            }
        }
        return strings
    }
}
