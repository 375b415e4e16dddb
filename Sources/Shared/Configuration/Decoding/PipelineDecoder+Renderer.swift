import JSON

extension PipelineDecoder {
    /// Reads `spec.renderer`.
    func decodeRenderer(_ section: MappingReader) -> RendererConfiguration {
        var renderer = RendererConfiguration()
        if let settings = section.mapping("goTemplate") {
            let missingKey = settings.choice("missingKey", GoTemplateEngine.MissingKey.self)
            if let directory = settings.string("directory", "the path of a directory") {
                renderer.engine = .goTemplate(
                    GoTemplateEngine(directory: resolved(directory), missingKey: missingKey ?? .default))
            } else if !settings.has("directory") {
                settings.missing("directory", "name the directory of the templates, such as directory: templates")
            }
            settings.finish(elsewhere: SettingReference.all)
        }
        for engine in ["helm", "jsonnet", "files", "exec"] where section.has(engine) {
            _ = section.value(engine)
            section.problems.add(
                "\(section.path(of: engine)) is not supported by this version: it renders with goTemplate only",
                atKey: section.path(of: engine))
        }
        if let limits = section.mapping("limits") {
            renderer.limits = decodeLimits(limits)
            limits.finish(elsewhere: SettingReference.all)
        }
        return renderer
    }

    private func decodeLimits(_ section: MappingReader) -> RenderLimits {
        var limits = RenderLimits()
        limits.outputBytes = section.size("outputBytes") ?? limits.outputBytes
        limits.steps = section.integer("steps", 1...Int.max) ?? limits.steps
        limits.recursion = section.integer("recursion", 1...100_000) ?? limits.recursion
        limits.time = section.duration("time", allowsZero: false) ?? limits.time
        return limits
    }
}
