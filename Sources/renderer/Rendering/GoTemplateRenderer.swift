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
        let data: JSONValue
        do throws(JSONError) { data = try resource.value() } catch {
            throw RenderError("the custom resource is not JSON: \(error)")
        }
        var options = options
        options.environment = RenderEnvironment(resource: data, eventTime: time, stability: stability)
        let output: [UInt8]
        do throws(TemplateError) {
            output = try templates.render(entry, data: .object(CustomResource(data)), options: options)
        } catch {
            let source = error.template.flatMap { templates.tree(named: $0)?.source.bytes }
            throw RenderError(error, functions: Self.names(templates), templates: templates.names, source: source)
        }
        let reader = ManifestReader(template: entry) { line in origin(of: line, in: output, data, options) }
        do throws(RenderError) {
            return try reader.manifests(in: output)
        } catch {
            var error = error
            if let line = error.line, let source = error.template.flatMap({ templates.tree(named: $0)?.source.bytes }) {
                error.excerpt = SourceExcerpt.text(of: source, line: line, column: error.column)
            }
            throw error
        }
    }

    /// The names of all that templates can call.
    private static func names(_ templates: TemplateSet) -> [String] { templates.functions.names + Builtins.functions.names }

    /// The template line that wrote a line of an output that turned out wrong: found by rendering once more with notes.
    private func origin(
        of line: Int, in output: [UInt8], _ data: JSONValue, _ options: ExecutionOptions
    ) -> (template: String, line: Int)? {
        var origins = OutputOrigins()
        guard (try? templates.render(entry, data: .object(CustomResource(data)), options: options, origins: &origins)) == output
        else { return nil }
        return origins.origin(ofLine: line, in: output).map { ($0.template, $0.line) }
    }
}
