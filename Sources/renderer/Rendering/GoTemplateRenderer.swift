import GoTemplate
import JSON
import Unix

/// Renders with the Go templates of one directory: all are parsed together, and the first in lexical order is the entry.
package struct GoTemplateRenderer: Renderer {
    package let engine = "goTemplate"
    private let templates: TemplateSet
    private let entry: String
    private let options: ExecutionOptions

    /// Reads and parses the templates of a directory.
    ///
    /// - Throws: `RenderError` with the place of what cannot be read or parsed.
    package init(directory: String, options: ExecutionOptions = ExecutionOptions()) throws(RenderError) {
        let files = try TemplateFiles(in: directory).files
        self.options = options
        entry = files[0].name
        var templates = TemplateSet()
        do throws(TemplateError) {
            for file in files { try templates.parse(file.text, name: file.name) }
        } catch {
            throw RenderError(error)
        }
        self.templates = templates
    }

    package func render(_ resource: RawJSON) throws(RenderError) -> [Manifest] {
        let data: JSONValue
        do throws(JSONError) { data = try resource.value() } catch {
            throw RenderError("the custom resource is not JSON: \(error)")
        }
        let output: [UInt8]
        do throws(TemplateError) {
            output = try templates.render(entry, data: .object(CustomResource(data)), options: options)
        } catch {
            throw RenderError(error)
        }
        let reader = ManifestReader(template: entry) { line in origin(of: line, in: output, data) }
        return try reader.manifests(in: output)
    }

    /// The template line that wrote a line of an output that turned out wrong: found by rendering once more with notes.
    private func origin(of line: Int, in output: [UInt8], _ data: JSONValue) -> (template: String, line: Int)? {
        var origins = OutputOrigins()
        guard (try? templates.render(entry, data: .object(CustomResource(data)), options: options, origins: &origins)) == output
        else { return nil }
        return origins.origin(ofLine: line, in: output).map { ($0.template, $0.line) }
    }
}

extension RenderError {
    /// The failure of a template, with its place from 1 on and the templates on the way to it.
    init(_ error: TemplateError) {
        self.init(
            error.message, template: error.template, line: error.line, column: error.column.map { $0 + 1 },
            stack: error.stack.map(\.description))
    }
}
