import Helm
import JSON
import YAML

/// Looks at the files of a chart as `helm lint` does: its values, the schema of them, what lies below templates and charts.
enum ChartFileCheck {
    /// What is wrong with the files that are there, whether or not they can be loaded as a chart.
    static func findings(in files: [ChartFile], isLibrary: Bool) -> [Finding] {
        var findings: [Finding] = []
        let names = Set(files.map(\.name))
        if !names.contains("values.yaml") {
            findings.append(Finding(.chartAdvice, "file does not exist", file: "values.yaml"))
        }
        if !isLibrary, !names.contains(where: { $0.hasPrefix("templates/") }) {
            findings.append(Finding(.chartAdvice, "the chart has no templates", file: "templates"))
        }
        for file in files {
            switch file.name {
            case "values.yaml": findings += values(file)
            case "values.schema.json": findings += schema(file)
            case let name where name.hasPrefix("templates/"): findings += template(file)
            case let name where name.hasPrefix("crds/"): findings += definition(file)
            default: break
            }
        }
        return findings
    }

    private static func values(_ file: ChartFile) -> [Finding] {
        do throws(YAMLError) {
            let value = try YAML.documents(file.bytes).first?.value ?? .null
            guard value.isNull || value.objectValue != nil else {
                return [Finding(.chartFile, "values are a mapping, which this is not", file: file.name, line: 1)]
            }
            return []
        } catch {
            return [Finding(.chartFile, "\(error.reason)", file: file.name, line: error.line, column: error.column)]
        }
    }

    private static func schema(_ file: ChartFile) -> [Finding] {
        do throws(JSONError) {
            _ = try JSONValue(parsing: file.bytes)
            return ChartSchema(file.bytes).problem.map { [Finding(.chartFile, "it is no schema: \($0)", file: file.name)] } ?? []
        } catch {
            return [Finding(.chartFile, "it is not JSON: \(error)", file: file.name, line: error.line, column: error.column)]
        }
    }

    private static func template(_ file: ChartFile) -> [Finding] {
        let name = file.name.split(separator: "/").last ?? ""
        let ending = name.lastIndex(of: ".").map { name[$0...] } ?? ""
        guard ![".yaml", ".yml", ".tpl", ".txt"].contains(ending) else { return [] }
        return [
            Finding(
                .chartFile, "file extension '\(ending)' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt",
                file: file.name)
        ]
    }

    /// Definitions are applied as they stand, so that they must not be templates.
    private static func definition(_ file: ChartFile) -> [Finding] {
        guard [".yaml", ".yml", ".json"].contains(where: { file.name.hasSuffix($0) }) else { return [] }
        do throws(YAMLError) {
            let kinds = try YAML.documents(file.bytes).map { $0.value["kind"]?.stringValue ?? "" }
            let others = kinds.filter { !$0.isEmpty && $0 != "CustomResourceDefinition" }
            return others.first.map {
                [
                    Finding(
                        .chartFile, "the kind \"\($0)\" has no place below crds: CustomResourceDefinitions have", file: file.name)
                ]
            } ?? []
        } catch {
            return [
                Finding(
                    .chartFile, "what lies below crds is no template, and this is not YAML: \(error.reason)", file: file.name,
                    line: error.line, column: error.column)
            ]
        }
    }

    /// Which charts are declared and not there, or there and not declared.
    static func dependencies(of chart: Chart) -> [Finding] {
        let declared = Set((chart.metadata.dependencies ?? []).map(\.name))
        let present = Set(chart.dependencies.map(\.name))
        let file = chart.metadata.apiVersion == "v1" ? "requirements.yaml" : "Chart.yaml"
        var findings: [Finding] = []
        let missing = declared.subtracting(present).sorted()
        if !missing.isEmpty {
            let names = missing.joined(separator: ", ")
            findings.append(Finding(.missingDependency, "chart directory is missing these dependencies: \(names)", file: file))
        }
        let undeclared = present.subtracting(declared).sorted()
        if !undeclared.isEmpty, chart.metadata.dependencies != nil {
            let names = undeclared.joined(separator: ", ")
            findings.append(Finding(.missingDependency, "chart metadata is missing these dependencies: \(names)", file: file))
        }
        for dependency in chart.metadata.dependencies ?? [] {
            let versions = chart.dependencies.filter { $0.name == dependency.name }.map(\.metadata.version)
            guard let version = versions.first,
                !versions.contains(where: { ChartVersions.isVersion($0, within: dependency.version) })
            else { continue }
            let message =
                "version \(version) of the chart \(dependency.name) is not within \"\(dependency.version)\", which is wanted"
            findings.append(Finding(.missingDependency, message, file: file))
        }
        return findings
    }
}
