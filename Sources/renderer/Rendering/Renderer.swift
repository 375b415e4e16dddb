import JSON

/// What turns one custom resource into manifests: a pure function of the resource and of files read before.
package protocol Renderer: Sendable {
    /// The engine's name, as bundles carry it: `goTemplate`.
    var engine: String { get }

    /// Renders one custom resource.
    ///
    /// - Parameter resource: The custom resource, as the API server gave it.
    /// - Returns: The manifests in the order in which they were written.
    /// - Throws: `RenderError` with the place of what is wrong.
    func render(_ resource: RawJSON) throws(RenderError) -> [Manifest]
}
