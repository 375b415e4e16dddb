import GoTemplate

/// The templates of a chart and of all charts below it, parsed and ready to run; any number of tasks can run them at once.
struct ChartTemplates: Sendable {
    /// A chart with what is the same in every rendering of it.
    struct Scope: Sendable {
        let metadata: ChartMetadata
        let files: ChartFiles
        /// `web/charts/database`.
        let path: String
        /// The places of the charts below it.
        var children: [Int] = []
    }

    /// A template file.
    private struct Source {
        let name: String
        let bytes: [UInt8]
        let scope: Int
    }

    /// The charts; the root is the first.
    private(set) var scopes: [Scope] = []

    /// The templates to be rendered, in Helm's order: the deepest first, and from the end of the alphabet to its start.
    private(set) var entries: [(name: String, scope: Int)] = []

    private(set) var templates: TemplateSet

    /// Parses the templates of a chart whose dependencies were decided on.
    ///
    /// - Throws: `HelmError` with the place of what is no template.
    init(_ chart: Chart, functions: FunctionMap) throws(HelmError) {
        templates = TemplateSet(functions: functions, name: HelmFunctions.templateName)
        var sources: [Source] = []
        add(chart, path: chart.name, &sources)
        // Of two files with the same name, which only an alias can lead to, the later one counts.
        var byName: [String: Source] = [:]
        for source in sources { byName[source.name] = source }
        let ordered = byName.values.sorted { Self.precedes($1.name, $0.name) }
        for source in ordered {
            do throws(TemplateError) {
                try templates.parse(source.bytes, name: source.name)
            } catch {
                throw HelmError(parsing: source.name, error)
            }
        }
        for source in ordered where !Self.lastPart(of: source.name).hasPrefix("_") { entries.append((source.name, source.scope)) }
    }

    private mutating func add(_ chart: Chart, path: String, _ sources: inout [Source]) {
        let number = scopes.count
        scopes.append(Scope(metadata: chart.metadata, files: ChartFiles(chart.files), path: path))
        for child in chart.dependencies {
            scopes[number].children.append(scopes.count)
            add(child, path: "\(path)/charts/\(child.name)", &sources)
        }
        for file in chart.templates where !chart.metadata.isLibrary || Self.lastPart(of: file.name).hasPrefix("_") {
            sources.append(Source(name: "\(path)/\(file.name)", bytes: file.bytes, scope: number))
        }
    }

    private static func lastPart(of path: String) -> Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    }

    /// Fewer slashes first, then by bytes.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        let (leftDepth, rightDepth) = (left.utf8.count { $0 == 0x2F }, right.utf8.count { $0 == 0x2F })
        return leftDepth == rightDepth ? left.utf8.lexicographicallyPrecedes(right.utf8) : leftDepth < rightDepth
    }
}
