import JSON

extension PipelineDecoder {
    /// Reads `spec.applier`.
    func decodeApplier(_ section: MappingReader) -> ApplierConfiguration {
        var applier = ApplierConfiguration()
        applier.fieldManager = section.string("fieldManager", "a name of at most 128 characters") { $0.utf8.count <= 128 }
        applier.forceConflicts = section.bool("forceConflicts") ?? applier.forceConflicts
        applier.concurrency = section.integer("concurrency", 1...1_000) ?? applier.concurrency
        applier.dryRun = section.choice("dryRun", DryRun.self) ?? applier.dryRun
        if let target = section.mapping("target") {
            applier.target = decodeTarget(target) ?? applier.target
            target.finish(elsewhere: SettingReference.all)
        }
        return applier
    }

    private func decodeTarget(_ section: MappingReader) -> ApplyTarget? {
        let cluster = section.mappingOrEmpty("cluster")
        cluster?.finish(elsewhere: SettingReference.all)
        var target: ApplyTarget?
        if let directory = section.mapping("directory") {
            if let path = directory.string("path", "the path of a directory") {
                target = .directory(path: resolved(path))
            } else if !directory.has("path") {
                directory.missing("path", "name the directory that the files go to")
            }
            directory.finish(elsewhere: SettingReference.all)
        }
        if section.has("cluster") && section.has("directory") {
            section.problems.add(
                "\(section.path) has both cluster and directory: objects go to one or the other, leave one of them out",
                atKey: section.path(of: "directory"))
        } else if !section.has("cluster") && !section.has("directory") {
            section.problems.add("\(section.path) is empty: write cluster: {} or directory: {path: out}", at: section.path)
        }
        return target ?? (cluster == nil ? nil : .cluster)
    }
}
