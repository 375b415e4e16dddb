import Helm
import JSON
import Synchronization
import Unix

/// Renders with the chart that a custom resource chooses, or with the configuration's where it chooses none.
package struct ChoosingRenderer: Renderer {
    package let engine = "helm"
    package let chooses = true
    package let dependsOnCapabilities = true
    private let standard: any Renderer
    private let repositories: [String]
    private let shelf: ChartShelf
    private let make: @Sendable (Chart) throws(RenderError) -> any Renderer
    private let made: Made

    /// The renderers of the charts that were chosen last.
    private final class Made: Sendable {
        private let state = Mutex<[(choice: ChartChoice, result: Result<any Renderer, RenderError>)]>([])
        private let maximum = 16

        func result(_ choice: ChartChoice) -> Result<any Renderer, RenderError>? {
            state.withLock { made in
                guard let place = made.firstIndex(where: { $0.choice == choice }) else { return nil }
                let found = made.remove(at: place)
                made.append(found)
                return found.result
            }
        }

        func keep(_ result: Result<any Renderer, RenderError>, _ choice: ChartChoice) {
            state.withLock { made in
                made.removeAll { $0.choice == choice }
                made.append((choice, result))
                if made.count > maximum { made.removeFirst() }
            }
        }
    }

    /// - Parameters:
    ///   - standard: Renders what chooses nothing.
    ///   - repositories: The names of the repositories that may be chosen from.
    ///   - shelf: Where chosen charts are.
    ///   - make: Makes the renderer of a chart.
    package init(
        standard: any Renderer, repositories: [String], shelf: ChartShelf,
        make: @escaping @Sendable (Chart) throws(RenderError) -> any Renderer
    ) {
        self.standard = standard
        self.repositories = repositories
        self.shelf = shelf
        self.make = make
        made = Made()
    }

    /// Renders with the configuration's chart; ``chosen(for:owner:)`` says what else it may be.
    package func render(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [Manifest] {
        try standard.render(resource, at: time)
    }

    package func rendering(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> RenderedBundle {
        try standard.rendering(resource, at: time)
    }

    package func parts(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [RenderedPart] {
        try standard.parts(resource, at: time)
    }

    package func chosen(for resource: RawJSON, owner: String) async throws(RenderError) -> any Renderer {
        guard let choice = try ChartChoice(of: resource, allowing: repositories) else {
            shelf.forget(owner)
            return standard
        }
        if let result = made.result(choice) {
            shelf.forget(owner)
            return try result.get()
        }
        let chart = try await shelf.chart(choice, for: owner)
        let result: Result<any Renderer, RenderError>
        do throws(RenderError) { result = .success(try make(chart)) } catch {
            var error = error
            error.message = "the chart \"\(choice)\": \(error.message)"
            result = .failure(error)
        }
        made.keep(result, choice)
        return try result.get()
    }

    package func forget(_ owner: String) { shelf.forget(owner) }
}
