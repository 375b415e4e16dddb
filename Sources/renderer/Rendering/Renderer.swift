import JSON
import Unix

/// What turns one custom resource into manifests: a pure function of the resource, the event's time and of files read before.
package protocol Renderer: Sendable {
    /// The engine's name, as bundles carry it: `goTemplate`.
    var engine: String { get }

    /// Renders one custom resource.
    ///
    /// - Parameters:
    ///   - resource: The custom resource, as the API server gave it.
    ///   - time: When the event that leads to it happened, if that is known.
    /// - Returns: The manifests in the order in which they were written.
    /// - Throws: `RenderError` with the place of what is wrong.
    func render(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [Manifest]

    /// As `render`, with what the engine says besides the manifests.
    func rendering(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> RenderedBundle

    /// The same renderer with what the watcher has told beside the custom resource.
    func within(_ context: RenderContext) -> any Renderer

    /// Whether what the cluster can do makes a difference to what is rendered.
    var dependsOnCapabilities: Bool { get }

    /// All objects with where they come from, for a person to look at; also hooks and definitions.
    func parts(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [RenderedPart]

    /// Whether custom resources choose what renders them; then ``chosen(for:owner:)`` is asked first.
    var chooses: Bool { get }

    /// What renders a custom resource.
    ///
    /// - Parameters:
    ///   - resource: The custom resource.
    ///   - owner: Its key, by which it can be rendered again later.
    /// - Throws: `RenderError` if that is not there, or not yet.
    func chosen(for resource: RawJSON, owner: String) async throws(RenderError) -> any Renderer

    /// Forgets an owner that is gone, or is being deleted.
    func forget(_ owner: String)
}

extension Renderer {
    /// The renderer as it is: its templates ask for nothing else.
    package func within(_ context: RenderContext) -> any Renderer { self }

    package var dependsOnCapabilities: Bool { false }

    /// Most renderers are for all alike.
    package var chooses: Bool { false }

    package func chosen(for resource: RawJSON, owner: String) async throws(RenderError) -> any Renderer { self }

    package func forget(_ owner: String) {}

    /// The manifests alone.
    package func rendering(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> RenderedBundle {
        RenderedBundle(try render(resource, at: time))
    }

    /// The manifests, by nobody knows which template.
    package func parts(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [RenderedPart] {
        try render(resource, at: time).map { RenderedPart(.object, $0, source: engine) }
    }
}
