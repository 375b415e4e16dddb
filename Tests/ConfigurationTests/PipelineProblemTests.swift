import Configuration
import Testing

struct PipelineProblemTests {
    @Test func everythingThatIsWrongIsSaidAtOnceInTheOrderOfTheFile() {
        let text = """
            apiVersion: fairlead.dev/v1
            kind: Pipeline
            metadata:
              name: My Pipeline
            spec:
              wacher:
                resync: 10
              watcher:
                resync: ten
                resources:
                  - {group: stable.example.com/v1, version: 1, plural: Characters}
                  - {group: stable.example.com, plural: characters, namespace: default}
              server: {adress: ":8080"}
            """
        #expect(
            problems(text) == """
                p.yaml:1:13: apiVersion must be fairlead.dev/v1alpha1, not "fairlead.dev/v1"
                p.yaml:4:9: metadata.name must be a name of at most 63 lower-case letters, digits and "-", such as characters, not "My Pipeline"
                p.yaml:6:3: unknown key "wacher" in spec: did you mean "watcher"?
                p.yaml:9:13: spec.watcher.resync must be a duration such as 30s, 10m or 1h30m, or 0 for never, not "ten"
                p.yaml:11:17: spec.watcher.resources[0].group must be an API group such as stable.example.com, not "stable.example.com/v1": the version has a key of its own
                p.yaml:11:49: spec.watcher.resources[0].version must be a version such as v1 or v1alpha1, not the number 1
                p.yaml:11:60: spec.watcher.resources[0].plural must be the plural in lower case, such as characters, as in the CRD's spec.names.plural, not "Characters"
                p.yaml:12:9: spec.watcher.resources[1].version is missing: add it, such as version: v1
                p.yaml:12:57: unknown key "namespace" in spec.watcher.resources[1]: did you mean "namespaces"?
                p.yaml:13:12: unknown key "adress" in spec.server: did you mean "address"?
                """)
    }

    @Test(arguments: [
        (
            "logging: {level: verbose}",
            "5:20: spec.logging.level must be trace, debug, info, notice, warning, error or critical, not \"verbose\""
        ),
        (
            "logging: {level: warn}",
            "5:20: spec.logging.level must be trace, debug, info, notice, warning, error or critical, not \"warn\""
        ),
        ("logging: {format: jsn}", "5:21: spec.logging.format must be text or json, not \"jsn\": did you mean \"json\"?"),
        ("logging: loud", "5:12: spec.logging must be a mapping, not \"loud\""),
        ("kubeconfig: x", "5:3: unknown key \"kubeconfig\" in spec: did you mean spec.kubernetes.kubeconfig?"),
        ("kubernetes: {token: x}", "5:16: unknown key \"token\" in spec.kubernetes: it takes kubeconfig and context"),
        (
            "server: {address: 8080}",
            "5:21: spec.server.address must be an address such as 127.0.0.1:8080, :8080 or \"[::1]:0\", not the number 8080"
        ),
        (
            "server: {address: \":99999\"}",
            "5:21: spec.server.address must be an address such as 127.0.0.1:8080, :8080 or \"[::1]:0\", not \":99999\""
        ),
        (
            "server: {metricsPath: /readyz}",
            "5:25: spec.server.metricsPath must be a path that begins with \"/\" and is not /healthz, /livez or /readyz, not \"/readyz\""
        ),
        ("watcher: {resources: []}", "5:24: spec.watcher.resources is empty: name at least one resource"),
        ("watcher: {resources: characters}", "5:24: spec.watcher.resources must be a list of resources, not \"characters\""),
        (
            "watcher: {resources: [characters]}",
            "5:25: spec.watcher.resources[0] must be a mapping with group, version and plural, not \"characters\""
        ),
        (
            "watcher: {resources: [{version: v1, plural: pods}]}",
            "5:25: spec.watcher.resources[0].group is missing: add it, such as group: stable.example.com, or group: \"\" for the core group"
        ),
        (
            "watcher: {resources: [{group: \"\", version: v1, plural: pods}, {group: \"\", version: v1, plural: pods}]}",
            "5:65: spec.watcher.resources[1] is the same as an earlier one: leave it out"
        ),
        (
            "watcher: {sources: [pods]}",
            "5:23: spec.watcher.sources[0] must be a mapping with name, group, version and plural, not \"pods\""
        ),
        (
            "watcher: {sources: [{group: \"\", version: v1, plural: pods}]}",
            "5:23: spec.watcher.sources[0].name is missing: add one, such as name: prices"
        ),
        (
            "watcher: {sources: [{name: Prices, group: \"\", version: v1, plural: pods, status: true}]}",
            """
            5:30: spec.watcher.sources[0].name must be a name of at most 63 lower-case letters, digits and "-", such as prices, not "Prices"
            p.yaml:5:76: unknown key "status" in spec.watcher.sources[0]: did you mean spec.watcher.resources[].status?
            """
        ),
        (
            "watcher: {sources: [{name: a, group: \"\", version: v1, plural: pods}, {name: a, group: \"\", version: v1, plural: nodes}]}",
            "5:79: spec.watcher.sources[1].name \"a\" is taken by an earlier source"
        ),
        (
            "watcher: {directory: {path: d}, sources: [{name: a, group: \"\", version: v1, plural: pods}]}",
            "5:13: spec.watcher has both sources and directory: sources are objects of a cluster, leave one of them out"
        ),
        ("watcher: {capabilities: maybe}", "5:27: spec.watcher.capabilities must be true or false, not \"maybe\""),
        (
            "watcher: {resources: [{group: \"\", version: v1, plural: pods, namespaces: [a, B, a]}]}",
            """
            5:80: spec.watcher.resources[0].namespaces[1] must be the name of a namespace, not "B"
            p.yaml:5:83: spec.watcher.resources[0].namespaces[2] is listed twice: leave one "a" out
            """
        ),
        (
            "watcher: {resources: [{group: \"\", version: v1, plural: pods, status: \"yes\"}]}",
            "5:72: spec.watcher.resources[0].status must be true or false, not \"yes\""
        ),
        (
            "watcher: {directory: {path: in}, resources: [{group: \"\", version: v1, plural: pods}]}",
            "5:13: spec.watcher has both resources and directory: the watcher can watch one or the other, leave one of them out"
        ),
        ("watcher: {directory: in}", "5:24: spec.watcher.directory must be a mapping, not \"in\""),
        ("watcher: {directory: {}}", "5:13: spec.watcher.directory.path is missing: name the directory of custom resources"),
        (
            "watcher: {filter: {annotation: \"a b\"}}",
            "5:34: spec.watcher.filter.annotation must be the key of an annotation such as example.com/managed, not \"a b\""
        ),
        (
            "watcher: {resync: -5m}",
            "5:21: spec.watcher.resync must be a duration such as 30s, 10m or 1h30m, or 0 for never, not \"-5m\""
        ),
        (
            "watcher: {resync: 10ms}",
            "5:21: spec.watcher.resync must be at least 1s, or 0 for never, not \"10ms\""
        ),
        (
            "watcher: {resync: 10}",
            "5:21: spec.watcher.resync must be a duration such as 30s, 10m or 1h30m, or 0 for never, not the number 10"
        ),
        (
            "renderer: {exec: {command: x}}",
            "5:14: spec.renderer.exec is not supported by this version: it renders with goTemplate or helm"
        ),
        (
            "renderer: {helm: {}}",
            "5:14: spec.renderer.helm.chart is missing: name the folder of the chart, such as chart: charts/web"
        ),
        (
            "renderer: {goTemplate: {directory: t}, helm: {chart: c}}",
            "5:42: spec.renderer.helm and goTemplate exclude each other: leave one of them out"
        ),
        (
            "renderer: {helm: {chart: 1}}",
            "5:28: spec.renderer.helm.chart must be a chart's folder, archive, name or URL, not the number 1"
        ),
        (
            "renderer: {helm: {chart: c, repo: 'https://ada:pw@h'}}",
            "5:37: spec.renderer.helm.repo must be a URL that begins with https://, http:// or oci://, without a user, not \"https://ada:pw@h\""
        ),
        (
            "renderer: {helm: {chart: c, repositories: [{name: a, url: 'https://h'}, {name: a, url: 'https://i'}]}}",
            "5:82: spec.renderer.helm.repositories[1].name is the name of another repository, too: \"a\""
        ),
        (
            "renderer: {helm: {chart: c, repositories: [{url: 'https://h'}]}}",
            "5:46: spec.renderer.helm.repositories[0].name is missing: give the repository a name, such as name: stable"
        ),
        (
            "renderer: {helm: {chart: c, passwordFile: p}}",
            "5:20: spec.renderer.helm: a password needs a user: set username"
        ),
        (
            "renderer: {helm: {chart: c, kubeVersion: new}}",
            "5:44: spec.renderer.helm.kubeVersion must be a version of Kubernetes such as v1.31.0, not \"new\""
        ),
        (
            "renderer: {helm: {chart: c, mapping: {a: 1}}}",
            "5:40: spec.renderer.helm.mapping must be a mapping of values to fields such as {image.tag: spec.version}, not a mapping"
        ),
        (
            "renderer: {helm: {chart: c, valuesFiles: [1]}}",
            "5:45: spec.renderer.helm.valuesFiles[0] must be one of paths of files, not the number 1"
        ),
        (
            "renderer: {goTemplate: {}}",
            "5:14: spec.renderer.goTemplate.directory is missing: name the directory of the templates, such as directory: templates"
        ),
        (
            "renderer: {goTemplate: {directory: [t]}}",
            "5:38: spec.renderer.goTemplate.directory must be the path of a directory, not a list"
        ),
        (
            "renderer: {goTemplate: {directory: t, missingKey: ero}}",
            "5:53: spec.renderer.goTemplate.missingKey must be default, zero or error, not \"ero\": did you mean \"zero\"?"
        ),
        (
            "renderer: {limits: {outputBytes: 16MB}}",
            "5:36: spec.renderer.limits.outputBytes must be a size in bytes such as 65536, 64Ki or 16Mi, not \"16MB\""
        ),
        (
            "renderer: {limits: {steps: 0}}",
            "5:30: spec.renderer.limits.steps must be a whole number of at least 1, not the number 0"
        ),
        (
            "renderer: {limits: {recursion: 1.5}}",
            "5:34: spec.renderer.limits.recursion must be a whole number from 1 to 100000, not the number 1.5"
        ),
        (
            "renderer: {limits: {time: 0}}",
            "5:29: spec.renderer.limits.time must be a duration such as 30s, 10m or 1h30m, not the number 0"
        ),
        (
            "renderer: {seed: {file: s, insecure: true}}",
            "5:40: spec.renderer.seed.insecure is true although a file is named: leave one of them out"
        ),
        (
            "renderer: {now: yesterday}",
            "5:19: spec.renderer.now must be creation, or a duration such as 24h that the event's time is cut to, not \"yesterday\""
        ),
        ("applier: {target: {}}", "5:21: spec.applier.target is empty: write cluster: {} or directory: {path: out}"),
        (
            "applier: {target: {cluster: {}, directory: {path: x}}}",
            "5:35: spec.applier.target has both cluster and directory: objects go to one or the other, leave one of them out"
        ),
        ("applier: {target: {cluster: {name: x}}}", "5:32: unknown key \"name\" in spec.applier.target.cluster: it takes none"),
        (
            "applier: {target: {directory: {}}}",
            "5:22: spec.applier.target.directory.path is missing: name the directory that the files go to"
        ),
        ("applier: {concurrency: 0}", "5:26: spec.applier.concurrency must be a whole number from 1 to 1000, not the number 0"),
        ("applier: {dryRun: true}", "5:21: spec.applier.dryRun must be none, client or server, not true"),
        (
            "applier: {forceConflict: true}",
            "5:13: unknown key \"forceConflict\" in spec.applier: did you mean \"forceConflicts\"?"
        ),
        ("applier: {server: {adress: \":1\"}}", "5:22: unknown key \"adress\" in spec.applier.server: did you mean \"address\"?"),
    ])
    func aProblemHasItsPlaceItsValueAndAdvice(section: String, expected: String) {
        let head = "apiVersion: fairlead.dev/v1alpha1\nkind: Pipeline\nmetadata: {name: p}\nspec:\n"
        #expect(problems(head + "  " + section) == "p.yaml:" + expected)
    }

    @Test(arguments: [
        ("", "p.yaml:1:1: expected one document, found none"),
        ("- a", "p.yaml:1:1: the file must be a mapping, not a list"),
        (
            "kind: Pipeline\nspec: {}",
            """
            p.yaml:1:1: apiVersion is missing: write apiVersion: fairlead.dev/v1alpha1
            p.yaml:1:1: metadata is missing: give the pipeline a name, such as metadata: {name: characters}
            """
        ),
        (
            "apiVersion: fairlead.dev/v1alpha1\nkind: Pipelin\nmetadata: {}\nextra: 1",
            """
            p.yaml:1:1: spec is missing: it holds the sections watcher, renderer and applier
            p.yaml:2:7: kind must be Pipeline, not "Pipelin"
            p.yaml:3:1: metadata.name is missing: give the pipeline a name, such as characters
            p.yaml:4:1: unknown key "extra" at the top: it takes apiVersion, kind, metadata and spec
            """
        ),
        ("a: 1\na: 2", "p.yaml:2:1: key \"a\" is there twice"),
        ("a: 1\n---\nb: 2", "p.yaml:3:1: expected one document, found 2"),
    ])
    func aFileThatIsNoPipelineIsRefused(text: String, expected: String) {
        #expect(problems(text) == expected)
    }

    @Test func syntaxErrorsHaveTheirPlace() {
        #expect(problems("apiVersion: x\nspec: [a\nb: c").hasPrefix("p.yaml:3:"))
    }

    @Test func anyBytesAreSurvived() {
        var generator = SystemRandomNumberGenerator()
        let words = [
            "apiVersion", "kind", "spec", "crd", "watcher", "resources", ":", " ", "\n", "  ", "- ", "{", "}", "[", "]", "\"",
            "1", "~", "&a", "*a", "\u{0}", "é",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0..<30, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }
                .joined()
            _ = problems(text)
        }
    }

    private func problems(_ text: String) -> String {
        do throws(ConfigurationError) {
            _ = try ConfigurationFile.decode(Array(text.utf8), file: "p.yaml", for: .applier)
            return ""
        } catch {
            return error.description
        }
    }
}
