import ArgumentParser
import CommandLine
import Configuration
import TestSupport
import Testing

@Suite struct FlagTests {
    /// A setting, its value in a file below `spec` (or `metadata`), and the flags that mean the same.
    private static let settings: [(path: String, yaml: String, flags: [String])] = [
        ("metadata.name", "metadata: {name: books}", ["--pipeline", "books"]),
        ("spec.kubernetes.kubeconfig", "spec: {kubernetes: {kubeconfig: /k}}", ["--kubeconfig", "/k"]),
        ("spec.kubernetes.context", "spec: {kubernetes: {context: c}}", ["--context", "c"]),
        ("spec.logging.level", "spec: {logging: {level: debug}}", ["--log-level", "debug"]),
        ("spec.logging.format", "spec: {logging: {format: json}}", ["--log-format", "json"]),
        ("spec.server.address", "spec: {server: {address: ':1'}}", ["--address", ":1"]),
        ("spec.server.metricsPath", "spec: {server: {metricsPath: /m}}", ["--metrics-path", "/m"]),
        ("spec.server.statusPath", "spec: {server: {statusPath: /s}}", ["--status-path", "/s"]),
        ("spec.watcher.resources[].group", watched("group: a.b, version: v1, plural: c"), ["--resource", "c.v1.a.b"]),
        ("spec.watcher.resources[].version", watched("group: '', version: v2, plural: c"), ["--resource", "c.v2"]),
        ("spec.watcher.resources[].plural", watched("group: a, version: v1, plural: d"), ["--resource", "d.v1.a"]),
        (
            "spec.watcher.resources[].namespaces", watched("group: a, version: v1, plural: c, namespaces: [one, two]"),
            ["-r", "c.v1.a", "--namespace", "one", "-n", "two"]
        ),
        (
            "spec.watcher.resources[].labelSelector", watched("group: a, version: v1, plural: c, labelSelector: a=b"),
            ["-r", "c.v1.a", "--selector", "a=b"]
        ),
        (
            "spec.watcher.resources[].fieldSelector", watched("group: a, version: v1, plural: c, fieldSelector: a=b"),
            ["-r", "c.v1.a", "--field-selector", "a=b"]
        ),
        (
            "spec.watcher.resources[].status", watched("group: a, version: v1, plural: c, status: true"),
            ["-r", "c.v1.a", "--status"]
        ),
        ("spec.watcher.sources[].name", source("group: '', version: v1, plural: c"), ["--source", "s=c.v1"]),
        ("spec.watcher.sources[].group", source("group: a.b, version: v1, plural: c"), ["--source", "s=c.v1.a.b"]),
        ("spec.watcher.sources[].version", source("group: a, version: v2, plural: c"), ["--source", "s=c.v2.a"]),
        ("spec.watcher.sources[].plural", source("group: a, version: v1, plural: d"), ["--source", "s=d.v1.a"]),
        (
            "spec.watcher.sources[].namespaces", source("group: a, version: v1, plural: c, namespaces: [one, two]"),
            ["--source", "s=c.v1.a,namespace=one,namespace=two"]
        ),
        (
            "spec.watcher.sources[].labelSelector", source("group: a, version: v1, plural: c, labelSelector: 'a=b,c!=d'"),
            ["--source", "s=c.v1.a,labelSelector=a=b,c!=d"]
        ),
        (
            "spec.watcher.sources[].fieldSelector", source("group: a, version: v1, plural: c, fieldSelector: a=b"),
            ["--source", "s=c.v1.a,fieldSelector=a=b"]
        ),
        ("spec.watcher.capabilities", "spec: {watcher: {capabilities: false}}", ["--no-capabilities"]),
        ("spec.watcher.directory.path", "spec: {watcher: {directory: {path: /d}}}", ["--directory", "/d"]),
        ("spec.watcher.filter.annotation", "spec: {watcher: {filter: {annotation: a/b}}}", ["--filter-annotation", "a/b"]),
        ("spec.watcher.resync", "spec: {watcher: {resync: 0}}", ["--resync", "0"]),
        ("spec.renderer.goTemplate.directory", "spec: {renderer: {goTemplate: {directory: /t}}}", ["--templates", "/t"]),
        (
            "spec.renderer.goTemplate.missingKey", "spec: {renderer: {goTemplate: {directory: /t, missingKey: zero}}}",
            ["-t", "/t", "--missing-key", "zero"]
        ),
        ("spec.renderer.helm.chart", chart(""), ["--chart", "/c"]),
        ("spec.renderer.helm.version", chart(", version: ^1.2"), ["--chart", "/c", "--version", "^1.2"]),
        ("spec.renderer.helm.repo", chart(", repo: 'https://h'"), ["--chart", "/c", "--repo", "https://h"]),
        ("spec.renderer.helm.username", chart(", username: u"), ["--chart", "/c", "--username", "u"]),
        (
            "spec.renderer.helm.passwordFile", chart(", username: u, passwordFile: /p"),
            ["--chart", "/c", "--username", "u", "--password-file", "/p"]
        ),
        ("spec.renderer.helm.tokenFile", chart(", tokenFile: /t"), ["--chart", "/c", "--token-file", "/t"]),
        ("spec.renderer.helm.caFile", chart(", caFile: /a"), ["--chart", "/c", "--ca-file", "/a"]),
        (
            "spec.renderer.helm.certFile", chart(", certFile: /c, keyFile: /k"),
            ["--chart", "/c", "--cert-file", "/c", "--key-file", "/k"]
        ),
        (
            "spec.renderer.helm.keyFile", chart(", certFile: /c, keyFile: /l"),
            ["--chart", "/c", "--cert-file", "/c", "--key-file", "/l"]
        ),
        ("spec.renderer.helm.passCredentials", chart(", passCredentials: true"), ["--chart", "/c", "--pass-credentials"]),
        ("spec.renderer.helm.plainHTTP", chart(", plainHTTP: true"), ["--chart", "/c", "--plain-http"]),
        allowed("name", "name: a, url: 'https://h'", "a=https://h"),
        allowed("url", "name: a, url: 'oci://h/x'", "a=oci://h/x"),
        allowed("username", "name: a, url: 'https://h', username: u", "a=https://h,username=u"),
        allowed(
            "passwordFile", "name: a, url: 'https://h', username: u, passwordFile: /p", "a=https://h,username=u,passwordFile=/p"),
        allowed("tokenFile", "name: a, url: 'https://h', tokenFile: /t", "a=https://h,tokenFile=/t"),
        allowed("caFile", "name: a, url: 'https://h', caFile: /a", "a=https://h,caFile=/a"),
        allowed("certFile", "name: a, url: 'https://h', certFile: /c, keyFile: /k", "a=https://h,certFile=/c,keyFile=/k"),
        allowed("keyFile", "name: a, url: 'https://h', certFile: /c, keyFile: /l", "a=https://h,certFile=/c,keyFile=/l"),
        allowed("passCredentials", "name: a, url: 'https://h', passCredentials: true", "a=https://h,passCredentials=true"),
        allowed("plainHTTP", "name: a, url: 'oci://h/x', plainHTTP: true", "a=oci://h/x,plainHTTP=true"),
        ("spec.renderer.helm.repositoryCache", chart(", repositoryCache: /r"), ["--chart", "/c", "--repository-cache", "/r"]),
        (
            "spec.renderer.helm.namespace", chart(", namespace: ns"), ["--chart", "/c", "--release-namespace", "ns"]
        ),
        (
            "spec.renderer.helm.releasePrefix", chart(", releasePrefix: p"), ["--chart", "/c", "--release-prefix", "p"]
        ),
        (
            "spec.renderer.helm.valuesFiles", chart(", valuesFiles: [/v, '/w,x', /y, '/\"z']"),
            ["--chart", "/c", "--values", "/v,\"/w,x\"", "-f", "/y,\"/\"\"z\""]
        ),
        (
            "spec.renderer.helm.values", chart(", values: {a: {b: 1}}"), ["--chart", "/c", "--set-json", "{\"a\": {\"b\": 1}}"]
        ),
        (
            "spec.renderer.helm.resource", chart(", resource: spec"), ["--chart", "/c", "--resource-values", "spec"]
        ),
        (
            "spec.renderer.helm.mapping", chart(", mapping: {a.b: spec.c}"), ["--chart", "/c", "--map", "a.b=spec.c"]
        ),
        (
            "spec.renderer.helm.kubeVersion", chart(", kubeVersion: '1.2'"), ["--chart", "/c", "--kube-version", "v1.2.0"]
        ),
        (
            "spec.renderer.helm.apiVersions", chart(", apiVersions: [a/v1, b/v2]"),
            ["--chart", "/c", "--api-version", "a/v1", "--api-version", "b/v2"]
        ),
        (
            "spec.renderer.helm.wait", chart(", wait: true"), ["--chart", "/c", "--wait"]
        ),
        (
            "spec.renderer.helm.waitTimeout", chart(", waitTimeout: 7s"), ["--chart", "/c", "--wait-timeout", "7s"]
        ),
        ("spec.renderer.limits.outputBytes", "spec: {renderer: {limits: {outputBytes: 2Ki}}}", ["--max-output", "2Ki"]),
        ("spec.renderer.limits.steps", "spec: {renderer: {limits: {steps: 7}}}", ["--max-steps", "7"]),
        ("spec.renderer.limits.recursion", "spec: {renderer: {limits: {recursion: 7}}}", ["--max-recursion", "7"]),
        ("spec.renderer.limits.time", "spec: {renderer: {limits: {time: 7s}}}", ["--max-time", "7s"]),
        ("spec.renderer.seed.file", "spec: {renderer: {seed: {file: /s}}}", ["--seed-file", "/s"]),
        ("spec.renderer.seed.insecure", "spec: {renderer: {seed: {insecure: true}}}", ["--insecure-seed"]),
        ("spec.renderer.now", "spec: {renderer: {now: 24h}}", ["--now", "24h"]),
        ("spec.renderer.allow.env", "spec: {renderer: {allow: {env: true}}}", ["--allow-env"]),
        ("spec.renderer.allow.dns", "spec: {renderer: {allow: {dns: true}}}", ["--allow-dns"]),
        ("spec.renderer.allow.rsa", "spec: {renderer: {allow: {rsa: true}}}", ["--allow-rsa"]),
        ("spec.renderer.allow.tpl", "spec: {renderer: {allow: {tpl: true}}}", ["--allow-tpl"]),
        ("spec.applier.fieldManager", "spec: {applier: {fieldManager: m}}", ["--field-manager", "m"]),
        ("spec.applier.forceConflicts", "spec: {applier: {forceConflicts: true}}", ["--force-conflicts"]),
        ("spec.applier.target.cluster", "spec: {applier: {target: {cluster: {}}}}", ["--cluster"]),
        ("spec.applier.target.directory.path", "spec: {applier: {target: {directory: {path: /o}}}}", ["--directory", "/o"]),
        ("spec.applier.concurrency", "spec: {applier: {concurrency: 7}}", ["--concurrency", "7"]),
        ("spec.applier.dryRun", "spec: {applier: {dryRun: server}}", ["--dry-run=server"]),
    ]

    private static func chart(_ settings: String) -> String { "spec: {renderer: {helm: {chart: /c\(settings)}}}" }

    /// A repository that references may name.
    private static func allowed(_ key: String, _ yaml: String, _ flag: String) -> (path: String, yaml: String, flags: [String]) {
        (
            "spec.renderer.helm.repositories[].\(key)", chart(", repositories: [{\(yaml)}]"),
            ["--chart", "/c", "--repository", flag]
        )
    }

    private static func source(_ resource: String) -> String { "spec: {watcher: {sources: [{name: s, \(resource)}]}}" }

    private static func watched(_ resource: String) -> String { "spec: {watcher: {resources: [{\(resource)}]}}" }

    @Test func aFlagMeansWhatItsSettingMeans() throws {
        #expect(Self.settings.map(\.path) == Setting.all.map(\.path), "every setting is tried here")
        for (setting, sample) in zip(Setting.all, Self.settings) {
            let head = "apiVersion: fairlead.dev/v1alpha1\nkind: Pipeline\n"
            let rest = sample.yaml.hasPrefix("spec") ? "metadata: {name: fairlead}\n" : "spec: {}\n"
            let text = head + rest + sample.yaml + "\n"
            for program in setting.programs {
                let file = try ConfigurationFile.decode(Array(text.utf8), file: setting.path, for: program)
                var flagged = PipelineConfiguration()
                try Self.patch(&flagged, program, sample.flags)
                #expect(flagged == file.configuration, "\(setting.path) of \(program)")
                let isDefault = setting.path == "spec.applier.target.cluster"
                #expect((flagged == PipelineConfiguration()) == isDefault, "\(setting.path) of \(program)")
            }
        }
    }

    /// Lays a program's flags over a configuration, as the program does.
    private static func patch(_ configuration: inout PipelineConfiguration, _ program: Program, _ flags: [String]) throws {
        switch program {
        case .watcher:
            let options = try WatcherFlags.parse(flags)
            options.common.patch(&configuration)
            options.settings.patch(&configuration)
            options.cluster.patch(&configuration)
        case .renderer:
            let options = try RendererFlags.parse(flags)
            options.common.patch(&configuration)
            options.settings.patch(&configuration)
            options.chart.patch(&configuration)
        case .applier:
            let options = try ApplierFlags.parse(flags)
            options.common.patch(&configuration)
            options.cluster.patch(&configuration)
            options.settings.patch(&configuration)
        }
    }

    private struct WatcherFlags: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @OptionGroup var settings: WatcherOptions
        @OptionGroup var cluster: ClusterOptions
    }

    private struct RendererFlags: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @OptionGroup var settings: RendererOptions
        @OptionGroup var chart: ChartOptions
    }

    private struct ApplierFlags: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @OptionGroup var settings: ApplierOptions
        @OptionGroup var cluster: ClusterOptions
    }
}
