import GoTemplate
import JSON
import Unix
import YAML

/// Makes a chart of its files, and charts of what lies below `charts/`, by Helm's rules.
package struct ChartLoader {
    private let limits: ChartLimits
    private var charts = 0

    /// Loads the chart of a folder.
    ///
    /// - Throws: `ChartError` with what cannot be read, or what Helm would refuse too.
    package static func load(folder: String, limits: ChartLimits = .default) throws(ChartError) -> Chart {
        try load(files: try ChartFolder.files(in: folder, limits: limits), limits: limits)
    }

    /// Loads the chart of an archive (`.tgz`).
    package static func load(archive bytes: [UInt8], limits: ChartLimits = .default) throws(ChartError) -> Chart {
        try load(files: try ChartArchive.files(in: bytes, limits: limits), limits: limits)
    }

    /// The files of the chart at a path: of a folder, or of an archive if the path ends so.
    ///
    /// - Throws: `ChartError` with what cannot be read.
    package static func files(at path: String, limits: ChartLimits = .default) throws(ChartError) -> [ChartFile] {
        guard path.hasSuffix(".tgz") else { return try ChartFolder.files(in: path, limits: limits) }
        let bytes: [UInt8]
        do throws(UnixError) { bytes = try File.read(path) } catch { throw ChartError("\(error)") }
        return try files(in: bytes, limits: limits)
    }

    /// The files of the chart in an archive (`.tgz`).
    ///
    /// - Throws: `ChartError` for an archive that is none.
    package static func files(in archive: [UInt8], limits: ChartLimits = .default) throws(ChartError) -> [ChartFile] {
        try ChartArchive.files(in: archive, limits: limits)
    }

    /// Loads the chart that files make up.
    package static func load(files: [ChartFile], limits: ChartLimits = .default) throws(ChartError) -> Chart {
        var loader = ChartLoader(limits: limits)
        return try loader.chart(of: files, depth: 0)
    }

    private init(limits: ChartLimits) { self.limits = limits }

    private mutating func chart(of files: [ChartFile], depth: Int) throws(ChartError) -> Chart {
        charts += 1
        guard charts <= limits.charts, depth < limits.chartDepth else {
            throw ChartError("it has more than \(limits.charts) charts, or charts more than \(limits.chartDepth) deep")
        }
        var chart = Chart(metadata: try Self.metadata(of: files))
        var children: [String: [ChartFile]] = [:]
        for file in files { try Self.add(file, to: &chart, &children) }
        guard files.contains(where: { $0.name == "Chart.yaml" || $0.name == "requirements.yaml" }) else {
            throw ChartError("Chart.yaml file is missing")
        }
        try chart.metadata.validate()
        for (name, files) in children.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            if name.hasPrefix("_") || name.hasPrefix(".") { continue }
            do throws(ChartError) {
                var child = try child(name, files, depth: depth)
                child.settle(in: "charts/\(name)")
                chart.dependencies.append(child)
            } catch {
                throw ChartError("error unpacking subchart \(name) in \(chart.name): \(error)")
            }
        }
        return chart
    }

    private mutating func child(_ name: String, _ files: [ChartFile], depth: Int) throws(ChartError) -> Chart {
        if name.hasSuffix(".tgz") {
            guard let file = files.first, file.name == name else {
                throw ChartError("expected \(name), got \(files.first?.name ?? "nothing")")
            }
            return try chart(of: try ChartArchive.files(in: file.bytes, limits: limits), depth: depth + 1)
        }
        let own = files.compactMap { file -> ChartFile? in
            guard let slash = file.name.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
            return ChartFile(name: String(file.name[file.name.utf8.index(after: slash)...]), bytes: file.bytes)
        }
        return try chart(of: own, depth: depth + 1)
    }

    /// What Chart.yaml says; requirements.yaml comes later.
    private static func metadata(of files: [ChartFile]) throws(ChartError) -> ChartMetadata {
        var metadata = ChartMetadata()
        if let file = files.last(where: { $0.name == "Chart.yaml" }) {
            do throws(ChartError) {
                try metadata.read(try mapping(of: file, "Go value of type chart.Metadata"))
            } catch {
                throw ChartError("cannot load Chart.yaml: \(error)")
            }
            if metadata.apiVersion.isEmpty { metadata.apiVersion = "v1" }
        }
        return metadata
    }

    private static func add(
        _ file: ChartFile, to chart: inout Chart, _ children: inout [String: [ChartFile]]
    ) throws(ChartError) {
        let isFirstVersion = chart.metadata.apiVersion == "v1"
        switch file.name {
        case "Chart.yaml", "Chart.lock": break
        case "values.yaml":
            do throws(ChartError) {
                chart.values = try mapping(of: file, "Go value of type map[string]interface {}").withFractions
            } catch {
                throw ChartError("cannot load values.yaml: \(error)")
            }
        case "values.schema.json": chart.schema = ChartSchema(file.bytes)
        case "requirements.yaml":
            do throws(ChartError) {
                try chart.metadata.read(try mapping(of: file, "Go value of type chart.Metadata"))
            } catch {
                throw ChartError("cannot load requirements.yaml: \(error)")
            }
            if isFirstVersion { chart.files.append(file) }
        case "requirements.lock": if isFirstVersion { chart.files.append(file) }
        default:
            if file.name.hasPrefix("templates/") {
                chart.templates.append(file)
            } else if file.name.hasPrefix("charts/"), !file.name.hasSuffix(".prov") {
                let name = String(file.name.dropFirst("charts/".count))
                let child = name.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(name[..<$0]) } ?? name
                children[child, default: []].append(ChartFile(name: name, bytes: file.bytes))
            } else {
                chart.files.append(file)
            }
        }
    }

    /// The mapping that a file is; an empty file is an empty one.
    private static func mapping(of file: ChartFile, _ type: String) throws(ChartError) -> JSONObject {
        try ValuesFile.mapping(of: file.bytes, type)
    }
}

extension Chart {
    /// Puts a chart and all below it into a folder of the one above.
    fileprivate mutating func settle(in parent: String) {
        folder = folder.isEmpty ? parent : "\(parent)/\(folder)"
        for place in dependencies.indices { dependencies[place].settle(in: parent) }
    }
}
