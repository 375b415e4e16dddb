import ArgumentParser
import CommandLine
import Configuration
import Operations
import Rendering
import Unix

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
    @OptionGroup(title: "Common") var common: CommonOptions

    func patch(_ configuration: inout PipelineConfiguration) {
        settings.patch(&configuration)
    }

    func run(in context: ProgramContext) async throws {
        let preview = RenderPreview(renderer: try RendererFactory(context.configuration.renderer).make())
        var isFirst = true
        var failures = 0
        let output = try FileDescriptor(duplicating: 1)
        for file in files {
            for outcome in preview.outcomes(of: file == "-" ? "/dev/stdin" : file) {
                switch outcome {
                case .success(let text):
                    do throws(UnixError) {
                        try output.write(all: (isFirst ? [] : Array("---\n".utf8)) + text)
                    } catch  where error.isBrokenPipe {
                        // Whoever looked at it, such as head(1), has seen enough.
                        return
                    }
                    isFirst = false
                case .failure(let error):
                    LogStream.standardError.write(Array("\(error)\n".utf8))
                    failures += 1
                }
            }
        }
        if failures > 0 { throw ExitCode(ExitStatus.failed.rawValue) }
    }
}
