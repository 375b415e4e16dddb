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

    /// Renders every document of a file.
    ///
    /// - Returns: For each custom resource its manifests as YAML, with `---` between them, or what is wrong with it.
    package func outcomes(of file: String) -> [Result<[UInt8], Failure>] {
        let documents: [YAMLDocument]
        do {
            documents = try YAML.documents(try File.read(file), file: file)
        } catch let error as UnixError {
            return [.failure(Failure(description: error.description))]
        } catch {
            return [.failure(Failure(description: "\(error)"))]
        }
        return documents.map { document in
            do throws(RenderError) {
                return .success(Self.text(try renderer.render(RawJSON(document.value), at: WallClock.now())))
            } catch {
                return .failure(Failure(description: "\(file):\(document.line): \(error)"))
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
