import JSON
import Unix
import YAML

/// Renders custom resources from files for a person to look at.
package struct RenderPreview: Sendable {
    private let renderer: any Renderer

    package init(renderer: any Renderer) {
        self.renderer = renderer
    }

    /// What one custom resource came to, or why it came to nothing.
    package struct Outcome {
        /// The resource's file.
        package let file: String
        /// The line on which the resource begins; nil if the file itself could not be read.
        package let line: Int?
        /// The resource's name.
        package let name: String
        package let result: Result<[RenderedPart], RenderError>

        /// What a person is told of an error, with the resource's place before it.
        package func explanation(of error: RenderError) -> String {
            "\(line.map { "\(file):\($0): " } ?? "")\(error.explanation)"
        }
    }

    /// Renders every document of a file.
    package func outcomes(of file: String) -> [Outcome] {
        let documents: [YAMLDocument]
        do {
            documents = try YAML.documents(try File.read(file), file: file)
        } catch {
            return [Outcome(file: file, line: nil, name: "", result: .failure(RenderError("\(error)")))]
        }
        return documents.map { document in
            Outcome(
                file: file, line: document.line, name: document.value["metadata"]?["name"]?.stringValue ?? "",
                result: Result { () throws(RenderError) in try renderer.parts(RawJSON(document.value), at: WallClock.now()) })
        }
    }
}
