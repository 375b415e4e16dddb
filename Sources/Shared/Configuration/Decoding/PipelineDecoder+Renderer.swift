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
        if let settings = section.mapping("helm") {
            if section.has("goTemplate") {
                section.problems.add(
                    "\(section.path(of: "helm")) and goTemplate exclude each other: leave one of them out",
                    atKey: section.path(of: "helm"))
            }
            if let helm = decodeHelm(settings) { renderer.engine = .helm(helm) }
            settings.finish(elsewhere: SettingReference.all)
        }
        for engine in ["jsonnet", "files", "exec"] where section.has(engine) {
            _ = section.value(engine)
            section.problems.add(
                "\(section.path(of: engine)) is not supported by this version: it renders with goTemplate or helm",
                atKey: section.path(of: engine))
        }
        if let limits = section.mapping("limits") {
            renderer.limits = decodeLimits(limits)
            limits.finish(elsewhere: SettingReference.all)
        }
        if let seed = section.mapping("seed") {
            renderer.seed = decodeSeed(seed)
            seed.finish(elsewhere: SettingReference.all)
        }
        let now = section.string("now", "creation, or a duration such as 24h that the event's time is cut to") {
            RenderTime($0) != nil
        }
        renderer.now = now.flatMap { RenderTime($0) } ?? renderer.now
        if let allow = section.mapping("allow") {
            renderer.allow.environment = allow.bool("env") ?? false
            renderer.allow.dns = allow.bool("dns") ?? false
            renderer.allow.rsa = allow.bool("rsa") ?? false
            renderer.allow.tpl = allow.bool("tpl") ?? false
            allow.finish(elsewhere: SettingReference.all)
        }
        return renderer
    }

    private func decodeSeed(_ section: MappingReader) -> RandomSeedSource {
        let file = section.string("file", "the path of a file").map { resolved($0) }
        let insecure = section.bool("insecure") ?? false
        if file != nil, insecure {
            section.problems.add(
                "\(section.path(of: "insecure")) is true although a file is named: leave one of them out",
                at: section.path(of: "insecure"))
        }
        return RandomSeedSource(file: file, insecure: insecure)
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
