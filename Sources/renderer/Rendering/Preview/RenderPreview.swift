import Events
import JSON
import Unix
import YAML

/// Renders custom resources from files for a person to look at.
package struct RenderPreview: Sendable {
    private let renderer: any Renderer
    private let context: RenderContext

    /// - Parameter context: What templates can look up.
    package init(renderer: any Renderer, context: RenderContext = RenderContext()) {
        self.renderer = renderer
        self.context = context
    }

    /// The objects of files that templates can look up.
    ///
    /// - Throws: `RenderError` if one cannot be read or has something in it that is no object.
    package static func sources(of files: [String]) throws(RenderError) -> SourceObjects {
        var sources = SourceObjects()
        for file in files {
            do {
                for document in try YAML.documents(try File.read(file), file: file) {
                    do throws(EventError) { try sources.add(document.value) } catch {
                        throw RenderError("\(file):\(document.line): this cannot be looked up: \(error)")
                    }
                }
            } catch let error as RenderError {
                throw error
            } catch {
                throw RenderError("\(error)")
            }
        }
        return sources
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

    /// Renders every custom resource of a file, which may be a recording of change events.
    package func outcomes(of file: String) async -> [Outcome] {
        let samples: [SampleResource]
        do {
            samples = try SampleResource.all(in: file)
        } catch {
            return [Outcome(file: file, line: nil, name: "", result: .failure(RenderError("\(error)")))]
        }
        var outcomes: [Outcome] = []
        for sample in samples {
            let resource = RawJSON(sample.value)
            let result: Result<[RenderedPart], RenderError>
            do throws(RenderError) {
                if let problem = sample.problem { throw RenderError(problem) }
                let renderer = try await renderer.chosen(for: resource, owner: "\(file):\(sample.line)")
                result = .success(try renderer.within(context).parts(resource, at: sample.time ?? WallClock.now()))
            } catch {
                result = .failure(error)
            }
            let name = sample.value["metadata"]?["name"]?.stringValue ?? ""
            outcomes.append(Outcome(file: file, line: sample.line, name: name, result: result))
        }
        return outcomes
    }
}
