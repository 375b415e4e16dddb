import ChartSources
import TestSupport
import Unix

/// Archives of a small chart.
enum TestChart {
    /// The archive of a chart with one template, as `helm package` would make it.
    static func archive(_ name: String = "web", _ version: String = "1.0.0", text: String = "") async throws -> [UInt8] {
        let folder = try TemporaryDirectory()
        try folder.write("\(name)/Chart.yaml", "apiVersion: v2\nname: \(name)\nversion: \(version)\n")
        try folder.write(
            "\(name)/templates/map.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\ndata: {version: {{ .Chart.Version | quote }}}\n# \(text)\n"
        )
        try await Command.text("tar", ["-czf", folder.path("chart.tgz"), "-C", folder.path, name])
        return try File.read(folder.path("chart.tgz"))
    }

    /// An index with some versions of a chart, whose archives lie beside it.
    static func index(_ name: String = "web", _ versions: [(version: String, digest: String)]) -> String {
        var text = "apiVersion: v1\nentries:\n  \(name):\n"
        for (version, digest) in versions {
            text += "  - apiVersion: v2\n    name: \(name)\n    version: \(version)\n    urls: [\"\(name)-\(version).tgz\"]\n"
            if !digest.isEmpty { text += "    digest: \(digest)\n" }
        }
        return text + "generated: \"2026-01-01T00:00:00Z\"\n"
    }
}
