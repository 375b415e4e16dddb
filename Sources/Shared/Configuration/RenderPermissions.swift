/// What templates may do that is not the same on each machine or each run (`spec.renderer.allow`).
package struct RenderPermissions: Sendable, Hashable {
    /// Whether templates may read the renderer's environment variables: `env`, `expandenv`.
    package var environment: Bool
    /// Whether templates may look up addresses: `getHostByName`.
    package var dns: Bool
    /// Whether templates may ask for RSA keys, which are others on each rendering.
    package var rsa: Bool
    /// Whether a chart's `tpl` may make templates of texts that come from a custom resource.
    package var tpl: Bool

    package init(environment: Bool = false, dns: Bool = false, rsa: Bool = false, tpl: Bool = false) {
        self.environment = environment
        self.dns = dns
        self.rsa = rsa
        self.tpl = tpl
    }
}
