import GoTemplate
import JSON

/// One rendering of a chart's templates: what they see, and what they write.
struct ChartRendering {
    private let templates: ChartTemplates
    private let options: ExecutionOptions

    /// The dots of the charts, by their places.
    private var dots: [GoMap]

    /// Prepares what templates see.
    ///
    /// - Parameters:
    ///   - values: The values of the chart and all charts below it, joined.
    init(
        _ templates: ChartTemplates, values: JSONObject, release: Release, capabilities: Capabilities, options: ExecutionOptions
    ) {
        self.templates = templates
        self.options = options
        dots = templates.scopes.map { _ in GoMap(type: ValuesObject.type) }
        let shared: [(String, Value)] = [
            ("Release", .map(Self.map(of: release))), ("Capabilities", .object(CapabilitiesObject(capabilities))),
        ]
        fill(0, GoMap(values), shared)
    }

    private func fill(_ scope: Int, _ values: GoMap, _ shared: [(String, Value)]) {
        let dot = dots[scope]
        let own = templates.scopes[scope]
        dot.set(.object(ChartObject(own.metadata, isRoot: scope == 0)), for: .text("Chart"))
        dot.set(.object(FilesObject(own.files)), for: .text("Files"))
        for (name, value) in shared { dot.set(value, for: .text(name)) }
        dot.set(.object(ValuesObject(values)), for: .text("Values"))
        let below = GoMap()
        for child in own.children {
            let name = templates.scopes[child].metadata.name
            var childValues = GoMap()
            if case .map(let table)? = values.value(for: name) { childValues = table }
            fill(child, childValues, shared)
            below.set(.map(dots[child]), for: .text(name))
        }
        dot.set(.map(below), for: .text("Subcharts"))
    }

    private static func map(of release: Release) -> GoMap {
        GoMap([
            ("Name", .text(release.name)), ("Namespace", .text(release.namespace)), ("IsUpgrade", .bool(release.isUpgrade)),
            ("IsInstall", .bool(release.isInstall)), ("Revision", .int(release.revision)), ("Service", .text("Helm")),
        ])
    }

    /// Renders every template but partials, in Helm's order.
    ///
    /// - Returns: What each file came to, without Go's text for what is not there.
    func render() throws(HelmError) -> [(name: String, output: [UInt8])] {
        var outputs: [(name: String, output: [UInt8])] = []
        outputs.reserveCapacity(templates.entries.count)
        let start = ContinuousClock.now
        // The limits are those of the whole chart, not of each of its files.
        var remaining = options.limits
        for (name, scope) in templates.entries {
            outputs.append((name, try render(name, scope, &remaining)))
            if let time = options.limits.time { remaining.time = max(.zero, time - (ContinuousClock.now - start)) }
        }
        return outputs
    }

    /// Renders once more up to a file, to find the line of a template that wrote a line of the file's output.
    func origin(ofLine line: Int, of file: String) -> OutputOrigins.Origin? {
        var remaining = options.limits
        for (name, scope) in templates.entries {
            guard name == file else {
                // What it does to the values counts.
                _ = try? render(name, scope, &remaining)
                continue
            }
            enter(name, scope)
            var origins = OutputOrigins()
            guard
                let output = try? templates.templates.render(
                    name, data: .map(dots[scope]), options: options, origins: &origins)
            else { return nil }
            // What is missing at the end is told of the line after the last one.
            return origins.origin(ofLine: line, in: output) ?? origins.origin(ofLine: line - 1, in: output)
        }
        return nil
    }

    /// The text of a template's file.
    func source(of file: String) -> [UInt8]? { templates.templates.tree(named: file)?.source.bytes }

    /// Tells a template its own name.
    private func enter(_ name: String, _ scope: Int) {
        let place = GoMap([
            ("Name", .text(name)), ("BasePath", .text("\(templates.scopes[scope].path)/templates")),
        ])
        dots[scope].set(.object(ValuesObject(place)), for: .text("Template"))
    }

    private func render(_ name: String, _ scope: Int, _ remaining: inout ExecutionLimits) throws(HelmError) -> [UInt8] {
        enter(name, scope)
        do throws(TemplateError) {
            let data = Value.map(dots[scope])
            return NoValue.removed(
                from: try templates.templates.render(name, data: data, options: options, remaining: &remaining))
        } catch {
            throw HelmError(executing: error, of: templates.templates)
        }
    }
}
