import Diagnostics
import GoTemplate
import JSON
import Sprig
import Unix

/// Renders with the Go templates of one directory: all are parsed together, and the first in lexical order is the entry.
package struct GoTemplateRenderer: Renderer {
    package let engine = "goTemplate"
    private let templates: TemplateSet
    private let entry: String
    private let options: ExecutionOptions
    private let stability: RenderStability

    /// Reads and parses the templates of a directory.
    ///
    /// - Parameters:
    ///   - directory: The directory.
    ///   - options: How they are run.
    ///   - stability: What random values and the time derive from.
    ///   - permissions: What templates may do that is not the same on each machine.
    /// - Throws: `RenderError` with the place of what cannot be read or parsed.
    package init(
        directory: String, options: ExecutionOptions = ExecutionOptions(), stability: RenderStability = RenderStability(),
        permissions: SprigPermissions = []
    ) throws(RenderError) {
        let files = try TemplateFiles(in: directory).files
        self.options = options
        self.stability = stability
        entry = files[0].name
        var templates = TemplateSet(functions: Sprig.functions(allowing: permissions))
        for file in files {
            do throws(TemplateError) {
                try templates.parse(file.text, name: file.name)
            } catch {
                throw RenderError(error, functions: Self.names(templates), templates: templates.names, source: file.text)
            }
        }
        self.templates = templates
    }

    package func render(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [Manifest] {
        let run = try Run(resource, at: time, options, stability)
        let output = try rejecting { () throws(TemplateError) in
            var output: [UInt8] = []
            output.reserveCapacity(Self.usualSize)
            try templates.render(entry, data: run.data, options: run.options, into: &output)
            return output
        }
        // Where a line comes from is found by rendering once more with notes.
        let reader = ManifestReader(template: entry) { line in
            var origins = OutputOrigins()
            let again = try? templates.render(entry, data: run.data, options: run.options, origins: &origins)
            return again == output ? origins.origin(ofLine: line, in: output).map { ($0.template, $0.line) } : nil
        }
        return try showing(output) { () throws(RenderError) in try reader.manifests(in: output) }
    }

    package func parts(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [RenderedPart] {
        let run = try Run(resource, at: time, options, stability)
        var origins = OutputOrigins()
        let output = try rejecting { () throws(TemplateError) in
            try templates.render(entry, data: run.data, options: run.options, origins: &origins)
        }
        let reader = ManifestReader(template: entry) { line in
            origins.origin(ofLine: line, in: output).map { ($0.template, $0.line) }
        }
        return try showing(output) { () throws(RenderError) in try reader.parts(in: output) }
    }

    /// How much an output has that need not grow, in bytes.
    private static let usualSize = 4 << 10

    /// What one rendering is given.
    private struct Run {
        private let resource: JSONValue
        let options: ExecutionOptions

        /// The data; new each time, because templates may change it.
        var data: Value { .object(CustomResource(resource)) }

        init(
            _ resource: RawJSON, at time: Timestamp?, _ options: ExecutionOptions, _ stability: RenderStability
        ) throws(RenderError) {
            let value: JSONValue
            do throws(JSONError) { value = try resource.value() } catch {
                throw RenderError("the custom resource is not JSON: \(error)")
            }
            self.resource = value
            var options = options
            options.environment = RenderEnvironment(resource: value, eventTime: time, stability: stability)
            self.options = options
        }
    }

    /// Makes a template's failure one that shows the line.
    private func rejecting(_ body: () throws(TemplateError) -> [UInt8]) throws(RenderError) -> [UInt8] {
        do throws(TemplateError) {
            return try body()
        } catch {
            let source = error.template.flatMap { templates.tree(named: $0)?.source.bytes }
            throw RenderError(error, functions: Self.names(templates), templates: templates.names, source: source)
        }
    }

    /// Adds to what is wrong with an output the lines of both.
    private func showing<Product>(_ output: [UInt8], _ body: () throws(RenderError) -> Product) throws(RenderError) -> Product {
        do throws(RenderError) {
            return try body()
        } catch {
            var error = error
            error.output?.text = output
            if let line = error.line, let source = error.template.flatMap({ templates.tree(named: $0)?.source.bytes }) {
                error.excerpt = SourceExcerpt.text(of: source, line: line, column: error.column)
            }
            throw error
        }
    }

    /// The names of all that templates can call.
    private static func names(_ templates: TemplateSet) -> [String] { templates.functions.names + Builtins.functions.names }
}
