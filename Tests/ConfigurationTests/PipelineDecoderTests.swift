import Configuration
import Testing

struct PipelineDecoderTests {
    @Test func everySettingIsRead() throws {
        let text = """
            apiVersion: fairlead.dev/v1alpha1
            kind: Pipeline
            metadata: {name: characters, labels: {team: a}}
            spec:
              kubernetes: {kubeconfig: /etc/kubeconfig, context: prod}
              logging: {level: debug, format: json}
              server: {address: "127.0.0.1:8080", metricsPath: /m, statusPath: /s}
              watcher:
                resources:
                  - group: stable.example.com
                    version: v1
                    plural: characters
                    namespaces: [default, team-a]
                    labelSelector: app=web
                    fieldSelector: metadata.name=nemo
                    status: true
                  - {group: "", version: v1, plural: configmaps}
                filter: {annotation: example.com/managed}
                resync: 1h30m
              renderer:
                goTemplate: {directory: /templates, missingKey: error}
                limits: {outputBytes: 1Mi, steps: 1000, recursion: 50, time: 2s}
                seed: {file: /etc/seed}
                now: 24h
                allow: {env: true, dns: true, rsa: true, tpl: true}
              applier:
                fieldManager: me
                forceConflicts: true
                target: {directory: {path: /out}}
                concurrency: 8
                dryRun: server
            """
        let file = try ConfigurationFile.decode(Array(text.utf8), file: "p.yaml", for: .watcher)
        let expected = PipelineConfiguration(
            name: "characters",
            kubernetes: KubernetesConfiguration(kubeconfig: "/etc/kubeconfig", context: "prod"),
            logging: LoggingConfiguration(level: .debug, format: .json),
            server: ServerConfiguration(
                address: ListenAddress(host: "127.0.0.1", port: 8080), metricsPath: "/m", statusPath: "/s"),
            watcher: WatcherConfiguration(
                resources: [
                    WatchedResource(
                        group: "stable.example.com", version: "v1", plural: "characters", namespaces: ["default", "team-a"],
                        labelSelector: "app=web", fieldSelector: "metadata.name=nemo", status: true),
                    WatchedResource(group: "", version: "v1", plural: "configmaps"),
                ],
                filter: WatchFilter(annotation: "example.com/managed"), resync: .seconds(5_400)),
            renderer: RendererConfiguration(
                engine: .goTemplate(GoTemplateEngine(directory: "/templates", missingKey: .error)),
                limits: RenderLimits(outputBytes: 1 << 20, steps: 1_000, recursion: 50, time: .seconds(2)),
                seed: RandomSeedSource(file: "/etc/seed"), now: .event(cutTo: .seconds(86_400)),
                allow: RenderPermissions(environment: true, dns: true, rsa: true, tpl: true)),
            applier: ApplierConfiguration(
                fieldManager: "me", forceConflicts: true, target: .directory(path: "/out"), concurrency: 8, dryRun: .server))
        #expect(file == ConfigurationFile(configuration: expected, warnings: []))
        #expect(file.configuration.fieldManager == "me")
    }

    @Test func whatIsLeftOutHasItsDefault() throws {
        let configuration = try decode("")
        #expect(configuration == PipelineConfiguration(name: "p"))
        #expect(configuration.fieldManager == "fairlead-p")
        #expect(configuration.watcher.resync == .seconds(600))
        #expect(configuration.applier.concurrency == 32)
    }

    @Test(arguments: ["watcher:", "renderer:", "applier: null", "logging: {}", "server:", "kubernetes: ~"])
    func anEmptySectionIsAsGoodAsNone(section: String) throws {
        #expect(try decode("  \(section)") == PipelineConfiguration(name: "p"))
    }

    @Test func aProgramsOwnServerAndLoggingGoOverTheShared() throws {
        let spec = """
              server: {address: ":1", metricsPath: /m}
              logging: {format: json}
              watcher: {server: {address: ":2"}, logging: {level: trace}}
              applier: {server: {address: ":3"}}
            """
        let watcher = try decode(spec, for: .watcher)
        #expect(watcher.server == ServerConfiguration(address: ListenAddress(host: "", port: 2), metricsPath: "/m"))
        #expect(watcher.logging == LoggingConfiguration(level: .trace, format: .json))
        #expect(try decode(spec, for: .applier).server.address == ListenAddress(host: "", port: 3))
        #expect(try decode(spec, for: .applier).logging == LoggingConfiguration(level: .info, format: .json))
        #expect(try decode(spec, for: .renderer).server.address == ListenAddress(host: "", port: 1))
    }

    @Test(arguments: [
        ("watcher: {resync: 0}", nil), ("watcher: {resync: \"0\"}", nil), ("watcher: {resync: 0s}", nil),
        ("watcher: {resync: 90s}", Duration.seconds(90)),
    ])
    func resyncOfZeroIsNever(section: String, resync: Duration?) throws {
        #expect(try decode("  \(section)").watcher.resync == resync)
    }

    @Test(arguments: [
        ("/etc/fairlead", "templates", "/etc/fairlead/templates"), ("deploy/", "./t", "deploy/./t"),
        ("deploy", "/abs", "/abs"), (nil, "templates", "templates"), ("", "templates", "templates"),
    ])
    func relativePathsStartFromTheFile(directory: String?, path: String, resolved: String) throws {
        let spec = """
              kubernetes: {kubeconfig: \(path)}
              watcher: {directory: {path: \(path)}}
              renderer: {goTemplate: {directory: \(path)}}
              applier: {target: {directory: {path: \(path)}}}
            """
        let configuration = try decode(spec, directory: directory)
        #expect(configuration.kubernetes.kubeconfig == resolved)
        #expect(configuration.watcher.directory == DirectorySource(path: resolved))
        #expect(configuration.renderer.engine == .goTemplate(GoTemplateEngine(directory: resolved)))
        #expect(configuration.applier.target == .directory(path: resolved))
    }

    @Test(arguments: ["{cluster: {}}", "{cluster: }", "{cluster: null}"])
    func theClusterIsATarget(target: String) throws {
        #expect(try decode("  applier: {target: \(target)}").applier.target == .cluster)
    }

    private func decode(
        _ spec: String, for program: Program = .watcher, directory: String? = nil
    ) throws -> PipelineConfiguration {
        let head = "apiVersion: fairlead.dev/v1alpha1\nkind: Pipeline\nmetadata: {name: p}\nspec:\n"
        let text = head + (spec.isEmpty ? "  watcher: {}\n" : spec)
        return try ConfigurationFile.decode(Array(text.utf8), file: "p.yaml", for: program, directory: directory).configuration
    }
}
