import Unix

/// Reads the templates again whenever one of their files changes.
package struct TemplateReloading: Sendable {
    /// Where some of the files lie.
    package struct Source: Sendable {
        private let watcher: DirectoryWatcher
        private let isFile: @Sendable (_ name: String) -> Bool

        /// - Parameters:
        ///   - watcher: Watches the directory; made before the files are read for the first time.
        ///   - isFile: Whether a file of some name counts; an editor's own files never do.
        package init(_ watcher: DirectoryWatcher, where isFile: @escaping @Sendable (_ name: String) -> Bool = { _ in true }) {
            self.watcher = watcher
            self.isFile = isFile
        }

        /// Calls a closure after each change that may matter.
        fileprivate func follow(_ body: () -> Void) async {
            for await change in watcher {
                // A mounted ConfigMap is swapped as a whole.
                if !change.isComplete || change.paths.contains(where: concerns) { body() }
            }
        }

        private func concerns(_ path: String) -> Bool {
            let name = Path.split(path).name
            let isEditors = name.hasSuffix("~") || name.hasSuffix(".swp") || name.hasSuffix(".swx") || name.hasPrefix(".#")
            return !isEditors && isFile(name)
        }
    }

    private let sources: [Source]
    private let load: @Sendable () throws(RenderError) -> any Renderer

    /// - Parameters:
    ///   - sources: Where the files lie.
    ///   - load: Reads and parses the templates.
    package init(_ sources: [Source], load: @escaping @Sendable () throws(RenderError) -> any Renderer) {
        self.sources = sources
        self.load = load
    }

    /// Calls a closure with the renderer, or with what is wrong with the templates, after each change, until the task is
    /// cancelled.
    func follow(_ body: (Result<any Renderer, RenderError>) async -> Void) async {
        // What changes while the files are read is one change more, however much it is.
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup { group in
            for source in sources { group.addTask { await source.follow { continuation.yield() } } }
            for await _ in changes { await body(Result { () throws(RenderError) in try load() }) }
            group.cancelAll()
        }
    }
}
