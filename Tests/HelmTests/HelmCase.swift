import GoTemplate
import Helm
import JSON
import TestSupport

/// A chart, and what it is rendered with.
struct HelmCase: CustomStringConvertible {
    let folder: String
    /// Values in YAML.
    var values = ""
    /// Values at the top whose whole numbers are integers, as those of flags are.
    var set: JSONObject = [:]
    var release = "rel"

    /// A chart of this repository.
    init(_ chart: String, _ values: String = "", set: JSONObject = [:]) {
        self.init(folder: "\(Repository.root)/Tests/HelmTests/Charts/\(chart)", values, set: set)
    }

    init(folder: String, _ values: String = "", set: JSONObject = [:]) {
        self.folder = folder
        self.values = values
        self.set = set
    }

    static let kubeVersion = "v1.31.0"
    static let apiVersions = ["v1", "apps/v1", "batch/v1", "apps/v1/Deployment"]

    var description: String { "\(folder.split(separator: "/").last ?? "") with \(values) \(set.map(\.key))" }

    /// The case as the oracle is asked it.
    var question: JSONValue {
        [
            "Folder": .string(folder), "Values": .string(values), "Set": .object(set),
            "Release": ["Name": .string(release), "Namespace": "ns"], "Kube": .string(Self.kubeVersion),
            "APIs": .array(Self.apiVersions.map { .string($0) }),
        ]
    }

    /// What our engine makes of the case.
    func answer() -> HelmAnswer {
        do {
            let chart = try ChartLoader.load(folder: folder)
            var given = try ValuesFile.values(of: Array(values.utf8))
            for (key, value) in set { given[key] = value }
            let capabilities = Capabilities(kubeVersion: Self.kubeVersion, apiVersions: Self.apiVersions, helmVersion: "")
            let engine = try HelmEngine(chart, capabilities: capabilities)
            return HelmAnswer(try engine.render(given, release: Release(name: release, namespace: "ns")))
        } catch {
            return HelmAnswer(error: "\(error)")
        }
    }
}
