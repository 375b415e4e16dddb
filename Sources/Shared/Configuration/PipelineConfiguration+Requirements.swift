extension PipelineConfiguration {
    /// What a program cannot do without and does not have, once the file and the flags are in.
    ///
    /// - Parameters:
    ///   - program: The program that is about to start.
    ///   - file: The configuration file, for the message.
    package func requirements(of program: Program, file: String? = nil) throws(ConfigurationError) {
        var problems: [ConfigurationProblem] = []
        switch program {
        case .watcher:
            if watcher.resources.isEmpty && watcher.directory == nil {
                problems.append(
                    ConfigurationProblem(
                        file: file,
                        "there is nothing to watch: set spec.watcher.resources or spec.watcher.directory, or give --resource or --directory"
                    ))
            }
            if !watcher.resources.isEmpty && watcher.directory != nil {
                problems.append(
                    ConfigurationProblem(
                        file: file, "the watcher can watch resources or a directory, not both: leave one of them out"))
            }
            if !watcher.sources.isEmpty && watcher.directory != nil {
                problems.append(
                    ConfigurationProblem(
                        file: file,
                        "sources are objects of a cluster, and the watcher watches a directory: leave one of them out"))
            }
        case .renderer:
            if renderer.engine == nil {
                problems.append(
                    ConfigurationProblem(
                        file: file,
                        "there is nothing to render with: set spec.renderer.goTemplate.directory or spec.renderer.helm.chart, or give --templates or --chart"
                    ))
            }
        case .applier: break
        }
        if !problems.isEmpty { throw ConfigurationError(problems) }
    }
}
