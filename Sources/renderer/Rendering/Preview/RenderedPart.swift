/// An object that a custom resource was rendered to, and where it comes from.
package struct RenderedPart: Sendable, Equatable {
    /// What becomes of the object.
    package enum Role: Sendable, Equatable {
        /// It is applied.
        case object
        /// It is a definition below a chart's `crds/`, applied first.
        case definition
        /// It is a hook of a chart, applied at some point of the release's life; a test is one that nothing but a test runs.
        case hook(isTest: Bool)
    }

    package let role: Role
    package var manifest: Manifest
    /// The template's file: `web/templates/deployment.yaml` of a chart, `web.yaml.tmpl` of a directory.
    package let source: String

    package init(_ role: Role, _ manifest: Manifest, source: String) {
        self.role = role
        self.manifest = manifest
        self.source = source
    }

    /// The file without the chart's name before it.
    package var file: String {
        guard let slash = source.utf8.firstIndex(of: UInt8(ascii: "/")) else { return source }
        return String(source[source.utf8.index(after: slash)...])
    }
}
