import Unix

/// Reads the templates again whenever one of their directory changes.
package struct TemplateReloading: Sendable {
    private let directory: DirectoryWatcher
    private let load: @Sendable () throws(RenderError) -> any Renderer

    /// - Parameters:
    ///   - directory: Watches the templates' directory; made before they are read for the first time.
    ///   - load: Reads and parses the templates.
    package init(directory: DirectoryWatcher, load: @escaping @Sendable () throws(RenderError) -> any Renderer) {
        self.directory = directory
        self.load = load
    }

    /// Calls a closure with the renderer, or with what is wrong with the templates, after each change, until the task is
    /// cancelled.
    func follow(_ body: (Result<any Renderer, RenderError>) async -> Void) async {
        for await change in directory where Self.concernsTemplates(change) {
            await body(Result { () throws(RenderError) in try load() })
        }
    }

    /// Whether a template may have changed: an editor's own files beside it do not count.
    private static func concernsTemplates(_ change: DirectoryChange) -> Bool {
        !change.isComplete || change.paths.contains { $0.hasSuffix(".tmpl") }
    }
}
