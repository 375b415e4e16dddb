import JSON

extension PipelineDecoder {
    /// Reads `spec.watcher`.
    func decodeWatcher(_ section: MappingReader) -> WatcherConfiguration {
        var watcher = WatcherConfiguration()
        if let elements = section.list("resources", of: "resources") {
            watcher.resources = resources(elements, section.problems)
            if elements.isEmpty {
                section.problems.add(
                    "\(section.path(of: "resources")) is empty: name at least one resource", at: section.path(of: "resources"))
            }
        }
        if let elements = section.list("sources", of: "sources") { watcher.sources = sources(elements, section.problems) }
        if let capabilities = section.bool("capabilities") { watcher.capabilities = capabilities }
        if let directory = section.mapping("directory") {
            if let path = directory.string("path", "the path of a directory") {
                watcher.directory = DirectorySource(path: resolved(path))
            } else if !directory.has("path") {
                directory.missing("path", "name the directory of custom resources")
            }
            directory.finish(elsewhere: SettingReference.all)
        }
        if section.has("resources") && section.has("directory") {
            section.problems.add(
                "\(section.path) has both resources and directory: the watcher can watch one or the other, leave one of them out",
                atKey: section.path(of: "directory"))
        }
        if section.has("sources") && section.has("directory") {
            section.problems.add(
                "\(section.path) has both sources and directory: sources are objects of a cluster, leave one of them out",
                atKey: section.path(of: "directory"))
        }
        if let filter = section.mapping("filter") {
            watcher.filter.annotation = filter.string(
                "annotation", "the key of an annotation such as example.com/managed", where: KubernetesNames.isQualifiedName)
            filter.finish(elsewhere: SettingReference.all)
        }
        if let resync = section.duration(
            "resync", allowsZero: true, zeroMeans: "never", atLeast: WatcherConfiguration.shortestResync)
        {
            watcher.resync = resync == .zero ? nil : resync
        }
        return watcher
    }

    private func resources(_ elements: [(path: SettingPath, value: JSONValue)], _ problems: ProblemList) -> [WatchedResource] {
        var resources: [WatchedResource] = []
        for (path, value) in elements {
            guard let object = value.objectValue else {
                problems.add(
                    "\(path) must be a mapping with group, version and plural, not \(MappingReader.quoted(value))", at: path)
                continue
            }
            let entry = MappingReader(object, at: path, problems: problems)
            let found = resource(entry, status: entry.bool("status") ?? false)
            entry.finish(elsewhere: SettingReference.all)
            guard let resource = found else { continue }
            if resources.contains(resource) {
                problems.add("\(path) is the same as an earlier one: leave it out", at: path)
            } else {
                resources.append(resource)
            }
        }
        return resources
    }

    private func sources(_ elements: [(path: SettingPath, value: JSONValue)], _ problems: ProblemList) -> [WatchedSource] {
        var sources: [WatchedSource] = []
        for (path, value) in elements {
            guard let object = value.objectValue else {
                problems.add(
                    "\(path) must be a mapping with name, group, version and plural, not \(MappingReader.quoted(value))", at: path
                )
                continue
            }
            let entry = MappingReader(object, at: path, problems: problems)
            let name = entry.string(
                "name", "a name of at most 63 lower-case letters, digits and \"-\", such as prices", where: WatchedSource.isName)
            if !entry.has("name") { entry.missing("name", "add one, such as name: prices") }
            let resource = resource(entry, status: true)
            entry.finish(elsewhere: SettingReference.all)
            if let name, sources.contains(where: { $0.name == name }) {
                problems.add("\(entry.path(of: "name")) \"\(name)\" is taken by an earlier source", at: entry.path(of: "name"))
            } else if let name, let resource {
                sources.append(WatchedSource(name: name, resource: resource))
            }
        }
        return sources
    }

    /// What resources and sources have in common.
    private func resource(_ entry: MappingReader, status: Bool) -> WatchedResource? {
        let group = group(entry)
        let version = entry.string("version", "a version such as v1 or v1alpha1") {
            $0.first == "v" && KubernetesNames.isLabel($0)
        }
        if !entry.has("version") { entry.missing("version", "add it, such as version: v1") }
        let plural = entry.string(
            "plural", "the plural in lower case, such as characters, as in the CRD's spec.names.plural",
            where: KubernetesNames.isLabel)
        if !entry.has("plural") { entry.missing("plural", "add it, such as plural: characters") }
        let resource = WatchedResource(
            group: group ?? "", version: version ?? "", plural: plural ?? "", namespaces: namespaces(entry),
            labelSelector: entry.string("labelSelector", "a label selector such as app=web,tier!=test"),
            fieldSelector: entry.string("fieldSelector", "a field selector such as metadata.name=nemo"),
            status: status)
        return group != nil && version != nil && plural != nil ? resource : nil
    }

    private func group(_ entry: MappingReader) -> String? {
        guard let value = entry.value("group") else {
            entry.missing("group", "add it, such as group: stable.example.com, or group: \"\" for the core group")
            return nil
        }
        guard let group = value.stringValue, group.isEmpty || KubernetesNames.isSubdomain(group) else {
            let hint = value.stringValue?.contains("/") == true ? ": the version has a key of its own" : ""
            entry.problems.add(
                "\(entry.path(of: "group")) must be an API group such as stable.example.com, not \(MappingReader.quoted(value))\(hint)",
                at: entry.path(of: "group"))
            return nil
        }
        return group
    }

    private func namespaces(_ entry: MappingReader) -> [String] {
        guard let elements = entry.list("namespaces", of: "namespaces, such as [default, team-a]") else { return [] }
        var names: [String] = []
        for (path, value) in elements {
            guard let name = value.stringValue, KubernetesNames.isLabel(name) else {
                entry.problems.add("\(path) must be the name of a namespace, not \(MappingReader.quoted(value))", at: path)
                continue
            }
            if names.contains(name) {
                entry.problems.add("\(path) is listed twice: leave one \"\(name)\" out", at: path)
            } else {
                names.append(name)
            }
        }
        return names
    }
}
