import Configuration
import Testing

struct LostromosDecoderTests {
    @Test func everyKeyIsRead() throws {
        let text = """
            crd:
              group: stable.example.com
              name: characters
              version: v1alpha1
              namespace: team-a
              filter: example.com/managed
            templates: test/data/templates
            k8s:
              config: /root/.kube/config
            server:
              address: 127.0.0.1:9090
              metrics-endpoint: /m
              status-endpoint: /s
            logging:
              debug: true
              pretty: true
            nop: true
            """
        let file = try ConfigurationFile.decode(Array(text.utf8), file: "l.yaml", for: .applier, directory: "/etc")
        let expected = PipelineConfiguration(
            name: "characters-stable-example-com-team-a-example-com-managed",
            kubernetes: KubernetesConfiguration(kubeconfig: "/root/.kube/config"),
            logging: LoggingConfiguration(level: .debug, format: .text),
            server: ServerConfiguration(
                address: ListenAddress(host: "127.0.0.1", port: 9090), metricsPath: "/m", statusPath: "/s"),
            watcher: WatcherConfiguration(
                resources: [
                    WatchedResource(
                        group: "stable.example.com", version: "v1alpha1", plural: "characters", namespaces: ["team-a"])
                ],
                filter: WatchFilter(annotation: "example.com/managed")),
            renderer: RendererConfiguration(engine: .goTemplate(GoTemplateEngine(directory: "test/data/templates"))),
            applier: ApplierConfiguration(dryRun: .client))
        #expect(file == ConfigurationFile(configuration: expected, warnings: []))
    }

    @Test func theSmallestFileHasLostromossDefaults() throws {
        let applier = try decode("crd: {group: stable.example.com, name: characters}")
        #expect(applier.watcher.resources == [WatchedResource(group: "stable.example.com", version: "v1", plural: "characters")])
        #expect(applier.watcher.filter.annotation == nil)
        #expect(applier.server == ServerConfiguration(address: ListenAddress(host: "", port: 8080)))
        #expect(applier.logging == LoggingConfiguration(level: .info, format: .json))
        #expect(applier.applier.dryRun == .none)
        #expect(applier.name == "characters-stable-example-com")
    }

    @Test(arguments: [Program.watcher, .renderer])
    func onlyTheApplierTakesTheAddress(program: Program) throws {
        let text = "crd: {group: a.b, name: c}\nserver: {address: \":9090\"}"
        #expect(try decode(text, for: program).server.address == nil)
    }

    @Test(arguments: [
        "server: {metricsEndpoint: /m, statusEndpoint: /s}", "server: {metricsendpoint: /m, STATUSENDPOINT: /s}",
        "Server: {metrics_endpoint: /m, status-endpoint: /s}",
    ])
    func keysCountRegardlessOfCaseAndHyphens(section: String) throws {
        let server = try decode("CRD: {Group: a.b, NAME: c}\n\(section)").server
        #expect(server.metricsPath == "/m")
        #expect(server.statusPath == "/s")
    }

    @Test func emptyStringsAreNotSet() throws {
        let text = "crd: {group: a.b, name: c, namespace: \"\", filter: \"\"}\ntemplates: \"\"\nk8s: {config: \"\"}"
        let configuration = try decode(text)
        #expect(configuration.watcher.resources.first?.namespaces == [])
        #expect(configuration.watcher.filter.annotation == nil)
        #expect(configuration.renderer.engine == nil)
        #expect(configuration.kubernetes.kubeconfig == nil)
    }

    @Test(arguments: [("nop: \"true\"", DryRun.client), ("nop: false", .none), ("nop: \"0\"", .none), ("nop: \"1\"", .client)])
    func booleansMayBeStrings(line: String, dryRun: DryRun) throws {
        #expect(try decode("crd: {group: a.b, name: c}\n\(line)").applier.dryRun == dryRun)
    }

    @Test func aTopLevelDebugIsTakenToo() throws {
        #expect(try decode("crd: {group: a.b, name: c}\ndebug: true").logging.level == .debug)
    }

    @Test func inAPodItsServiceAccountIsPreferred() throws {
        let text = Array("crd: {group: a.b, name: c}\nk8s: {config: /root/.kube/config}".utf8)
        let file = try ConfigurationFile.decode(text, file: "l.yaml", for: .watcher, isInPod: true)
        #expect(file.configuration.kubernetes.kubeconfig == nil)
    }

    @Test func whatLostromosIgnoresIsAWarning() throws {
        let text = "crd: {group: a.b, name: c, colour: red}\nextra: 1\nlogging: {pretti: true}"
        let file = try ConfigurationFile.decode(Array(text.utf8), file: "l.yaml", for: .watcher)
        #expect(
            file.warnings.map(\.description) == [
                "l.yaml:1:28: crd.colour is not used", "l.yaml:2:1: extra is not used", "l.yaml:3:11: logging.pretti is not used",
            ])
    }

    @Test(arguments: [
        (
            "crd: {group: a.b, name: c}\nhelm:\n  chart: [x]",
            "l.yaml:3:10: helm.chart must be the path of a chart's folder or archive, not a list"
        ),
        (
            "crd: {}",
            """
            l.yaml:1:1: crd.name is missing: add the CRD's plural, such as name: characters
            l.yaml:1:1: crd.group is missing: add the CRD's group, such as group: stable.example.com
            """
        ),
        ("crd: characters", "l.yaml:1:6: crd must be a mapping, not \"characters\""),
        (
            "crd: {group: a.b, name: Character}",
            "l.yaml:1:25: crd.name must be the CRD's plural in lower case, such as characters, not \"Character\""
        ),
        (
            "crd: {group: a.b, name: c}\nserver: {address: here}\nnop: maybe",
            """
            l.yaml:2:19: server.address must be an address such as 127.0.0.1:8080 or :8080, not "here"
            l.yaml:3:6: nop must be true or false, not "maybe"
            """
        ),
    ])
    func whatCannotWorkIsRefused(text: String, expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try decode(text) }
        #expect(error?.description == expected)
    }

    @Test func aChartIsUsedInPlaceOfTemplates() throws {
        let text = """
            crd: {group: a.b, name: c}
            templates: t
            helm:
              chart: charts/web
              namespace: books
              releasePrefix: pre
              tiller: tiller-deploy:44134
              wait: true
              waitTimeout: 60
            """
        let file = try ConfigurationFile.decode(Array(text.utf8), file: "l.yaml", for: .renderer)
        var expected = HelmConfiguration(
            chart: "charts/web", namespace: "books", releasePrefix: "pre", wait: true, waitTimeout: .seconds(60))
        expected.alwaysChoosesCharts = true
        #expect(file.configuration.renderer.engine == .helm(expected))
        #expect(file.warnings.map(\.description) == ["l.yaml:7:3: helm.tiller is not used: charts are rendered without Tiller"])
        let bare = try decode("crd: {group: a.b, name: c}\nhelm: {chart: x}", for: .renderer).renderer.engine
        var defaults = HelmConfiguration(
            chart: "x", namespace: "default", releasePrefix: "lostromos", waitTimeout: .seconds(120))
        defaults.alwaysChoosesCharts = true
        #expect(bare == .helm(defaults))
        #expect(try decode("crd: {group: a.b, name: c}\ntemplates: t\nhelm: {chart: ''}").renderer.engine != nil)
    }

    @Test func repositoriesAreThoseThatCustomResourcesMayChooseFrom() throws {
        let text =
            "crd: {group: a.b, name: c}\nhelm: {chart: x, repositories: [{name: stable, url: 'https://h', ca-file: /a, x: 1}]}"
        let file = try ConfigurationFile.decode(Array(text.utf8), file: "l.yaml", for: .renderer)
        guard case .helm(let helm) = file.configuration.renderer.engine else {
            Issue.record("it is no chart")
            return
        }
        #expect(helm.repositories == [ChartRepositoryConfiguration(name: "stable", url: "https://h", caFile: "/a")])
        #expect(file.warnings.map(\.description) == ["l.yaml:2:79: helm.repositories[0].x is not used"])
    }

    @Test func longNamesAreCutAndStayDifferent() throws {
        let group = String(repeating: "a", count: 50) + ".example.com"
        let names = try ["one", "two"].map { try decode("crd: {group: \(group), name: \($0), filter: example.com/managed}").name }
        #expect(names.allSatisfy { $0.utf8.count == 63 })
        #expect(names[0] != names[1])
    }

    private func decode(_ text: String, for program: Program = .applier) throws -> PipelineConfiguration {
        try ConfigurationFile.decode(Array(text.utf8), file: "l.yaml", for: program).configuration
    }
}
