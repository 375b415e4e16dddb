import Configuration
import Testing

struct RequirementsTests {
    @Test(arguments: [
        (
            Program.watcher,
            "p.yaml: there is nothing to watch: set spec.watcher.resources or spec.watcher.directory, or give --resource or --directory"
        ),
        (
            .renderer,
            "p.yaml: there is nothing to render with: set spec.renderer.goTemplate.directory or spec.renderer.helm.chart, or give --templates or --chart"
        ),
    ])
    func whatAProgramCannotDoWithoutIsNamed(program: Program, expected: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try PipelineConfiguration().requirements(of: program, file: "p.yaml")
        }
        #expect(error?.description == expected)
    }

    @Test func aProgramNeedsItsOwnSectionOnly() throws {
        try PipelineConfiguration().requirements(of: .applier)
        var configuration = PipelineConfiguration()
        configuration.watcher.directory = DirectorySource(path: "in")
        try configuration.requirements(of: .watcher)
        configuration.renderer.engine = .goTemplate(GoTemplateEngine(directory: "t"))
        try configuration.requirements(of: .renderer)
    }
}
