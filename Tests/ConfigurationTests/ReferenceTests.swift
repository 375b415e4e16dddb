import Configuration
import JSON
import TestSupport
import Testing
import YAML

/// What docs/configuration.md promises.
@Suite struct ReferenceTests {
    @Test(arguments: ["docs/configuration.md", "README.md"], Program.allCases)
    func everyExampleOfAFileIsOne(document: String, program: Program) throws {
        let examples = try Markdown(document).blocks(of: "yaml").filter { $0.contains("kind: Pipeline") || $0.contains("crd:") }
        #expect(!examples.isEmpty)
        for example in examples {
            let file = try ConfigurationFile.decode(Array(example.utf8), file: document, for: program)
            #expect(file.warnings.isEmpty)
        }
    }

    @Test func theFirstExampleIsWhatItSays() throws {
        let example = try Markdown("docs/configuration.md").blocks(of: "yaml").first ?? ""
        let configuration = try ConfigurationFile.decode(Array(example.utf8), file: "f", for: .applier).configuration
        #expect(configuration.name == "characters")
        #expect(
            configuration.watcher.resources == [WatchedResource(group: "stable.example.com", version: "v1", plural: "characters")]
        )
        #expect(configuration.watcher.filter.annotation == "example.com/managed")
        #expect(configuration.applier.target == .cluster)
    }

    @Test func everySettingIsInTheTableWithItsFlag() throws {
        let rows = try Markdown("docs/configuration.md").table("setting")
        let documented = rows.map { row in row[0].filter { $0 != "`" } }
        #expect(documented == Setting.all.map(\.path))
        for (row, setting) in zip(rows, Setting.all) {
            let flags = row[2].split { $0 == "`" || $0 == " " || $0 == "," || $0 == "[" }.map(String.init)
            #expect(flags.contains(setting.flag), "\(setting.path)")
        }
    }

    @Test(arguments: [
        ("spec.logging.level", LoggingConfiguration().level.rawValue),
        ("spec.logging.format", LoggingConfiguration().format.rawValue),
        ("spec.server.metricsPath", ServerConfiguration().metricsPath),
        ("spec.server.statusPath", ServerConfiguration().statusPath),
        ("spec.renderer.limits.steps", String(RenderLimits().steps)),
        ("spec.renderer.limits.recursion", String(RenderLimits().recursion)),
        ("spec.renderer.seed.insecure", String(RandomSeedSource().insecure)),
        ("spec.renderer.now", RendererConfiguration().now == .creation ? "creation" : ""),
        ("spec.renderer.allow.rsa", String(RenderPermissions().rsa)),
        ("spec.applier.concurrency", String(ApplierConfiguration().concurrency)),
        ("spec.applier.dryRun", ApplierConfiguration().dryRun.rawValue),
        ("spec.applier.forceConflicts", String(ApplierConfiguration().forceConflicts)),
        ("spec.renderer.limits.outputBytes", "\(RenderLimits().outputBytes >> 20)Mi"),
        ("spec.renderer.limits.time", "\(RenderLimits().time.components.seconds)s"),
        ("spec.renderer.helm.resource", HelmConfiguration(chart: "").resource.rawValue),
        ("spec.renderer.helm.wait", String(HelmConfiguration(chart: "").wait)),
        ("spec.renderer.helm.waitTimeout", "\(HelmConfiguration(chart: "").waitTimeout.components.seconds / 60)m"),
        ("spec.watcher.resync", "\((WatcherConfiguration().resync ?? .zero).components.seconds / 60)m"),
    ])
    func aDefaultIsAsDocumented(path: String, value: String) throws {
        let row = try Markdown("docs/configuration.md").table("setting").first { $0[0] == "`\(path)`" }
        #expect(row?[1].hasPrefix("`\(value)`") == true, "\(row?[1] ?? "no row") is not \(value)")
    }

    /// The example with everything in it has every setting that there is, and no other.
    @Test func theWholeExampleHasEverySetting() throws {
        let example = try #require(
            try Markdown("docs/configuration.md").blocks(of: "yaml").first { $0.contains("concurrency: 32") })
        // What excludes another setting stands in comments.
        let plain = example.replacing("# helm: ", with: "helm: ").replacing("#   ", with: "    ")
        let whole = plain.replacing("# directory:", with: "directory:").replacing(
            "# or {directory", with: "\n    other: {directory")
        let value = try YAML.document(Array(whole.utf8)).value
        var found: Set<String> = []
        func collect(_ value: JSONValue, _ path: String) {
            if let object = value.objectValue, !object.isEmpty {
                for (key, value) in object { collect(value, path.isEmpty ? key : "\(path).\(key)") }
            } else if let list = value.arrayValue, list.contains(where: { $0.objectValue != nil }) {
                for value in list { collect(value, path + "[]") }
            } else {
                found.insert(path.replacing("applier.other", with: "applier.target"))
            }
        }
        collect(value, "")
        let shared = ["watcher", "renderer", "applier"].map { "spec.\($0).server.address" }
        #expect(found.subtracting(shared).subtracting(["apiVersion", "kind"]).sorted() == Setting.all.map(\.path).sorted())
    }
}
