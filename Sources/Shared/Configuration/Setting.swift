/// One setting of the configuration file and the flag that overrides it: what docs/configuration.md lists.
package struct Setting: Sendable, Hashable {
    /// Where it stands in the file; `[]` for the elements of a list.
    package let path: String
    /// The long flag of the programs that use it; Every setting has one.
    package let flag: String
    /// The programs that take the flag.
    package let programs: [Program]

    /// Every setting, in the order of the reference.
    package static let all: [Setting] = [
        Setting(path: "metadata.name", flag: "--pipeline", programs: Program.allCases),
        Setting(path: "spec.kubernetes.kubeconfig", flag: "--kubeconfig", programs: [.watcher, .applier]),
        Setting(path: "spec.kubernetes.context", flag: "--context", programs: [.watcher, .applier]),
        Setting(path: "spec.logging.level", flag: "--log-level", programs: Program.allCases),
        Setting(path: "spec.logging.format", flag: "--log-format", programs: Program.allCases),
        Setting(path: "spec.server.address", flag: "--address", programs: Program.allCases),
        Setting(path: "spec.server.metricsPath", flag: "--metrics-path", programs: Program.allCases),
        Setting(path: "spec.server.statusPath", flag: "--status-path", programs: Program.allCases),
        Setting(path: "spec.watcher.resources[].group", flag: "--resource", programs: [.watcher]),
        Setting(path: "spec.watcher.resources[].version", flag: "--resource", programs: [.watcher]),
        Setting(path: "spec.watcher.resources[].plural", flag: "--resource", programs: [.watcher]),
        Setting(path: "spec.watcher.resources[].namespaces", flag: "--namespace", programs: [.watcher]),
        Setting(path: "spec.watcher.resources[].labelSelector", flag: "--selector", programs: [.watcher]),
        Setting(path: "spec.watcher.resources[].fieldSelector", flag: "--field-selector", programs: [.watcher]),
        Setting(path: "spec.watcher.resources[].status", flag: "--status", programs: [.watcher]),
        Setting(path: "spec.watcher.directory.path", flag: "--directory", programs: [.watcher]),
        Setting(path: "spec.watcher.filter.annotation", flag: "--filter-annotation", programs: [.watcher]),
        Setting(path: "spec.watcher.resync", flag: "--resync", programs: [.watcher]),
        Setting(path: "spec.renderer.goTemplate.directory", flag: "--templates", programs: [.renderer]),
        Setting(path: "spec.renderer.goTemplate.missingKey", flag: "--missing-key", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.chart", flag: "--chart", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.namespace", flag: "--release-namespace", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.releasePrefix", flag: "--release-prefix", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.valuesFiles", flag: "--values", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.values", flag: "--set-json", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.resource", flag: "--resource-values", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.mapping", flag: "--map", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.kubeVersion", flag: "--kube-version", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.apiVersions", flag: "--api-version", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.wait", flag: "--wait", programs: [.renderer]),
        Setting(path: "spec.renderer.helm.waitTimeout", flag: "--wait-timeout", programs: [.renderer]),
        Setting(path: "spec.renderer.limits.outputBytes", flag: "--max-output", programs: [.renderer]),
        Setting(path: "spec.renderer.limits.steps", flag: "--max-steps", programs: [.renderer]),
        Setting(path: "spec.renderer.limits.recursion", flag: "--max-recursion", programs: [.renderer]),
        Setting(path: "spec.renderer.limits.time", flag: "--max-time", programs: [.renderer]),
        Setting(path: "spec.renderer.seed.file", flag: "--seed-file", programs: [.renderer]),
        Setting(path: "spec.renderer.seed.insecure", flag: "--insecure-seed", programs: [.renderer]),
        Setting(path: "spec.renderer.now", flag: "--now", programs: [.renderer]),
        Setting(path: "spec.renderer.allow.env", flag: "--allow-env", programs: [.renderer]),
        Setting(path: "spec.renderer.allow.dns", flag: "--allow-dns", programs: [.renderer]),
        Setting(path: "spec.renderer.allow.rsa", flag: "--allow-rsa", programs: [.renderer]),
        Setting(path: "spec.renderer.allow.tpl", flag: "--allow-tpl", programs: [.renderer]),
        Setting(path: "spec.applier.fieldManager", flag: "--field-manager", programs: [.applier]),
        Setting(path: "spec.applier.forceConflicts", flag: "--force-conflicts", programs: [.applier]),
        Setting(path: "spec.applier.target.cluster", flag: "--cluster", programs: [.applier]),
        Setting(path: "spec.applier.target.directory.path", flag: "--directory", programs: [.applier]),
        Setting(path: "spec.applier.concurrency", flag: "--concurrency", programs: [.applier]),
        Setting(path: "spec.applier.dryRun", flag: "--dry-run", programs: [.applier]),
    ]
}
