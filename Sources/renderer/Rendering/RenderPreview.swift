import JSON
import Unix
import YAML

/// Renders custom resources from files for a person to look at.
package struct RenderPreview: Sendable {
    private let renderer: any Renderer

    package init(renderer: any Renderer) {
        self.renderer = renderer
    }

    /// What one resource came to, or why it came to nothing, with the file before it.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// What the resource on a line of a file came to; without a line the file itself could not be read.
    package struct Outcome {
        package let line: Int?
        package let result: Result<[Manifest], RenderError>
    }

    /// Renders every document of a file.
    package func bundles(of file: String) -> [Outcome] {
        let documents: [YAMLDocument]
        do {
            documents = try YAML.documents(try File.read(file), file: file)
        } catch {
            return [Outcome(line: nil, result: .failure(RenderError("\(error)")))]
        }
        return documents.map { document in
            Outcome(
                line: document.line,
                result: Result { () throws(RenderError) in try renderer.render(RawJSON(document.value), at: WallClock.now()) })
        }
    }

    /// Renders every document of a file.
    ///
    /// - Returns: For each custom resource its manifests as YAML, with `---` between them, or what is wrong with it.
    package func outcomes(of file: String) -> [Result<[UInt8], Failure>] {
        bundles(of: file).map { outcome in
            switch outcome.result {
            case .success(let manifests): return .success(Self.text(manifests))
            case .failure(let error):
                let place = outcome.line.map { "\(file):\($0): " } ?? ""
                return .failure(Failure(description: "\(place)\(error.explanation)"))
            }
        }
    }

    private static func text(_ manifests: [Manifest]) -> [UInt8] {
        var text: [UInt8] = []
        for manifest in manifests {
            if !text.isEmpty { text.append(contentsOf: "---\n".utf8) }
            // The manifest was written from a value, so that it reads back.
            guard let value = try? manifest.object.value() else { continue }
            YAML.write(value, into: &text)
        }
        return text
    }
}
