import ArgumentParser
import CommandLine
import Configuration
import Operations
import Rendering

/// `renderer render FILE...`: what a person tries a template out with.
struct RenderCommand: PipelineProgram {
    static let program = Program.renderer
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Renders custom resources from files to YAML on standard output.",
        discussion: "A file may have several documents. What cannot be rendered is said on standard error, and the rest goes on.")

    @Argument(help: "Files of custom resources in YAML or JSON; - is standard input.", completion: .file())
    var files: [String]
    @OptionGroup(title: "Rendering") var settings: RendererOptions
    @OptionGroup(title: "Helm chart") var chart: ChartOptions
    @OptionGroup(title: "Common") var common: CommonOptions

    func patch(_ configuration: inout PipelineConfiguration) {
        settings.patch(&configuration)
        chart.patch(&configuration)
    }

    func run(in context: ProgramContext) async throws {
        let preview = RenderPreview(renderer: try RendererFactory(context.configuration.renderer).make())
        var isFirst = true
        var failures = 0
        for file in files {
            for outcome in preview.outcomes(of: file == "-" ? "/dev/stdin" : file) {
                switch outcome {
                case .success(let text):
                    let separator = isFirst ? "" : "---\n"
                    isFirst = false
                    guard try StandardOutput.write(Array(separator.utf8), text) else { return }
                case .failure(let error):
                    LogStream.standardError.write(Array("\(error)\n".utf8))
                    failures += 1
                }
            }
        }
        if failures > 0 { throw ExitCode(ExitStatus.failed.rawValue) }
    }
}
