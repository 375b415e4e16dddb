import Unix

/// Reads the templates again whenever one of their directory changes.
package struct TemplateReloading: Sendable {
    private let directory: DirectoryWatcher
    private let concernsEveryFile: Bool
    private let load: @Sendable () throws(RenderError) -> any Renderer

    /// - Parameters:
    ///   - directory: Watches the templates' directory; made before they are read for the first time.
    ///   - concernsEveryFile: Whether each file counts, as in a chart, and not only `*.tmpl`.
    ///   - load: Reads and parses the templates.
    package init(
        directory: DirectoryWatcher, concernsEveryFile: Bool = false,
        load: @escaping @Sendable () throws(RenderError) -> any Renderer
    ) {
        self.directory = directory
        self.concernsEveryFile = concernsEveryFile
        self.load = load
    }

    /// Calls a closure with the renderer, or with what is wrong with the templates, after each change, until the task is
    /// cancelled.
    func follow(_ body: (Result<any Renderer, RenderError>) async -> Void) async {
        for await change in directory where concernsTemplates(change) {
            await body(Result { () throws(RenderError) in try load() })
        }
    }

    /// Whether a template may have changed: an editor's own files beside it do not count.
    private func concernsTemplates(_ change: DirectoryChange) -> Bool {
        !change.isComplete || change.paths.contains { concernsEveryFile ? !Self.isEditors($0) : $0.hasSuffix(".tmpl") }
    }

    /// Whether it is a file of an editor's own.
    private static func isEditors(_ path: String) -> Bool {
        path.hasSuffix("~") || path.hasSuffix(".swp") || path.hasSuffix(".swx")
    }
}
