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
    struct Source {
        /// `web/charts/database/templates/service.yaml`
        let name: String
        let bytes: [UInt8]
        /// The place of its chart.
        let scope: Int
        /// Whether it is rendered, and not only what it defines.
        let isEntry: Bool
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
        add(chart, path: chart.name)
        let sources = Self.sources(of: chart)
        for source in sources {
            do throws(TemplateError) {
                try templates.parse(source.bytes, name: source.name)
            } catch {
                throw HelmError(parsing: source.name, error, source: source.bytes, of: templates)
            }
        }
        entries = sources.filter(\.isEntry).map { ($0.name, $0.scope) }
    }

    private mutating func add(_ chart: Chart, path: String) {
        let number = scopes.count
        scopes.append(Scope(metadata: chart.metadata, files: ChartFiles(chart.files), path: path))
        for child in chart.dependencies {
            scopes[number].children.append(scopes.count)
            add(child, path: "\(path)/charts/\(child.name)")
        }
    }

    /// The template files of a chart and of all below it, in the order in which they are parsed; of a library only its partials.
    static func sources(of chart: Chart) -> [Source] {
        // Of two files with the same name, which only an alias can lead to, the later one counts.
        var byName: [String: Source] = [:]
        for (scope, (path, chart)) in chart.all.enumerated() {
            for file in chart.templates {
                let isPartial = lastPart(of: file.name).hasPrefix("_")
                guard isPartial || !chart.metadata.isLibrary else { continue }
                let name = "\(path)/\(file.name)"
                byName[name] = Source(name: name, bytes: file.bytes, scope: scope, isEntry: !isPartial)
            }
        }
        return byName.values.sorted { precedes($1.name, $0.name) }
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
