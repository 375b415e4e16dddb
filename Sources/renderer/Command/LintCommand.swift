import ArgumentParser
import CommandLine
import Configuration
import Helm
import JSON
import Linting
import Logging
import Operations
import Rendering
import Unix

/// `renderer lint [FILE...]`: what is wrong with templates, before they meet a custom resource.
struct LintCommand: PipelineProgram {
    static let program = Program.renderer
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Finds mistakes in templates without running them, and by running them on samples.",
        discussion: """
            Finds what cannot be parsed, what is wrong with Chart.yaml and dependencies, functions and templates that there are not, templates that nothing calls and parts that are \
            never executed. In a chart it follows what templates read of the values. With --crd it follows every field that templates read against the custom resource's schema. Sample \
            resources are rendered, and what comes out is checked. Exits with 1 if there are errors.
            """)

    /// How the findings are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif
    }

    @Argument(
        help: ArgumentHelp(
            "A chart or a directory of templates, unless a flag names it, and files of sample custom resources.",
            discussion: "The chart may be whatever --chart may be."),
        completion: .file())
    var files: [String] = []
    @Option(
        help: ArgumentHelp("The file of the custom resource's definition, or a recording of changes of it.", valueName: "file"),
        completion: .file())
    var crd: String?
    @Option(
        help: ArgumentHelp("The version in the definition that templates get; the stored one if left out.", valueName: "version"))
    var crdVersion: String?
    @Option(name: [.customShort("o"), .customLong("output"), .long], help: "How findings are written.")
    var format: Format = .text
    @Flag(help: "Exit with 1 if there are warnings, too.")
    var strict = false
    @OptionGroup(title: "Rendering") var settings: RendererOptions
    @OptionGroup(title: "Helm chart") var chart: ChartOptions
    @OptionGroup(title: "Common") var common: CommonOptions

    func validate() throws { try chart.validate(beside: settings) }

    func patch(_ configuration: inout PipelineConfiguration) {
        settings.patch(&configuration)
        if let subject {
            let isFile = (try? FileStatus(of: subject))?.kind != .directory
            let isChart = isFile || (try? FileStatus(of: Path.join(subject, "Chart.yaml"))) != nil
            configuration.renderer.engine =
                isChart ? .helm(HelmConfiguration(chart: subject)) : .goTemplate(GoTemplateEngine(directory: subject))
        } else if configuration.renderer.engine == nil, let first = files.first, (try? FileStatus(of: first)) == nil {
            // Opening it tells that it is not there.
            configuration.renderer.engine = .goTemplate(GoTemplateEngine(directory: first))
        }
        chart.patch(&configuration)
    }

    /// The chart or the directory that stands in place of the first sample, as with `helm lint`.
    private var subject: String? {
        guard settings.templates == nil, chart.chart == nil, let first = files.first else { return nil }
        if first.hasSuffix(".tgz") || first.contains("://") { return first }
        guard let status = try? FileStatus(of: first) else {
            // What is no file may be in a repository.
            return chart.source.mayHave(first) ? first : nil
        }
        return status.kind == .directory ? first : nil
    }

    func run(in context: ProgramContext) async throws {
        var factory = try RendererFactory(context.configuration.renderer)
        try factory.readStandardInput(besides: samples)
        var subject: LintSubject
        var fetched: Chart?
        switch factory.engine {
        case .goTemplate(let engine):
            subject = try LintSubject(engine, functions: factory.functions, schema: try schema(hasFractions: false))
        case .helm(let helm):
            let files = try await files(of: helm, logger: context.logger)
            subject = try LintSubject(try factory.settings(helm), files: files, schema: try schema(hasFractions: true))
            // What was fetched is not asked for again.
            if helm.isRemote, subject.canBeRendered {
                fetched = try loading(helm) { () throws(ChartError) in try ChartLoader.load(files: files) }
            }
        }
        if let crd { subject.add(try File.read(crd), of: crd) }
        var findings = subject.findings
        // What cannot be parsed cannot be rendered either.
        if subject.canBeRendered, !samples.isEmpty {
            let rendering = try await factory.fetching(logger: context.logger, isPatient: true, having: fetched)
            do throws(RenderError) {
                let renderer = try rendering.make()
                findings += await self.findings(rendering: renderer).map(subject.named)
            } catch {
                // What was found without rendering is told all the same.
                findings.append(subject.named(Finding(.render, error.message, file: error.template ?? "Chart.yaml")))
            }
        }
        let report = LintReport(findings)
        try write(report, texts: subject.texts)
        if report.errors > 0 || strict && report.warnings > 0 { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    /// The files of a chart, wherever it is.
    private func files(of helm: HelmConfiguration, logger: Logger) async throws(RenderError) -> [ChartFile] {
        if helm.isRemote { return try await ChartFetching(helm, logger: logger).files() }
        return try loading(helm) { () throws(ChartError) in try ChartLoader.files(at: helm.chart) }
    }

    private func loading<Loaded>(
        _ helm: HelmConfiguration, _ load: () throws(ChartError) -> Loaded
    ) throws(RenderError) -> Loaded {
        do throws(ChartError) { return try load() } catch {
            throw RenderError("unable to load the chart \"\(helm.chart)\": \(error)")
        }
    }

    private func schema(hasFractions: Bool) throws -> ResourceSchema? {
        guard let crd else { return nil }
        return try ResourceSchema(try File.read(crd), file: crd, version: crdVersion, hasFractions: hasFractions)
    }

    private var samples: [String] { subject == nil ? files : Array(files.dropFirst()) }

    /// What is wrong with what the samples come to.
    private func findings(rendering renderer: any Renderer) async -> [Finding] {
        let preview = RenderPreview(renderer: renderer)
        var outcomes: [RenderPreview.Outcome] = []
        for sample in samples { outcomes += await preview.outcomes(of: sample) }
        return outcomes.flatMap { outcome -> [Finding] in
            switch outcome.result {
            case .success(let parts):
                return parts.flatMap { part in
                    ManifestCheck.problems(with: (try? part.manifest.object.value()) ?? .null).map {
                        Finding(
                            .manifest, "\(part.manifest.name), rendered by \(part.source): \($0)", file: outcome.file,
                            line: outcome.line)
                    }
                }
            case .failure(let error):
                guard let template = error.template else {
                    return [Finding(.render, error.message, file: outcome.file, line: outcome.line)]
                }
                let message = "\(error.message) (with \(outcome.file)\(outcome.line.map { ":\($0)" } ?? ""))"
                return [Finding(.render, message, file: template, line: error.line, column: error.column)]
            }
        }
    }

    private func write(_ report: LintReport, texts: [String: [UInt8]]) throws(UnixError) {
        let text: [UInt8] =
            switch format {
            case .text: Array(report.text(sources: texts).utf8)
            case .json: report.json.serialized(.pretty()) + [UInt8(ascii: "\n")]
            case .sarif:
                report.sarif(version: FairleadVersion.current).serialized(.pretty())
                    + [UInt8(ascii: "\n")]
            }
        try StandardOutput.write(text)
    }
}
