import Helm
import JSON
import YAML

/// Makes of the files of a chart that Helm does not load a chart that it does, so that its templates can be looked at all the same.
enum ChartRepair {
    /// The chart with as much of what its files say as can be used; nil if what keeps it from loading lies elsewhere.
    static func outline(of files: [ChartFile], values: JSONObject) -> ChartOutline? {
        let usable = withValues(files)
        let metadata = metadata(of: files)
        var bare = metadata
        bare["dependencies"] = nil
        for metadata in [metadata, bare] {
            let file = ChartFile(name: "Chart.yaml", bytes: JSONValue.object(metadata).serialized())
            let repaired = usable.filter { $0.name != file.name } + [file]
            do throws(ChartError) {
                return try ChartOutline(try ChartLoader.load(files: repaired), values: values)
            } catch {
                continue
            }
        }
        return nil
    }

    /// What Chart.yaml says, with something that Helm takes where it says nothing that can be used.
    private static func metadata(of files: [ChartFile]) -> JSONObject {
        let given = files.last { $0.name == "Chart.yaml" }.flatMap { document(of: $0) }
        let name = given?["name"]?.stringValue ?? ""
        let isName = NameSyntax.isSubdomain(name)
        var metadata: JSONObject = [
            "apiVersion": given?["apiVersion"] == "v1" ? "v1" : "v2", "name": .string(isName ? name : "chart"),
            "version": "0.0.0",
        ]
        if given?["type"] == "library" { metadata["type"] = "library" }
        if let dependencies = given?["dependencies"], dependencies.arrayValue != nil { metadata["dependencies"] = dependencies }
        return metadata
    }

    /// The files, with any values if values.yaml cannot be read.
    private static func withValues(_ files: [ChartFile]) -> [ChartFile] {
        guard let file = files.last(where: { $0.name == "values.yaml" }) else { return files }
        if let value = document(of: file), value.isNull || value.objectValue != nil { return files }
        let schema = ChartFile(name: "values.schema.json", bytes: Array(#"{"additionalProperties": true}"#.utf8))
        return files.filter { $0.name != file.name && $0.name != schema.name } + [schema]
    }

    /// What a file has; nil if it is not YAML.
    private static func document(of file: ChartFile) -> JSONValue? {
        do throws(YAMLError) { return try YAML.documents(file.bytes).first?.value ?? .null } catch { return nil }
    }
}
