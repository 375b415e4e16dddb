/// How the renderer turns a custom resource into objects (`spec.renderer`).
package struct RendererConfiguration: Sendable, Equatable {
    /// What renders; nil: not configured.
    package var engine: Engine?
    /// Bounds on one rendering.
    package var limits: RenderLimits
    /// Where the secret comes from that random values derive from.
    package var seed: RandomSeedSource
    /// What `now` is.
    package var now: RenderTime
    /// What templates may do that is not the same on each machine or each run.
    package var allow: RenderPermissions

    package init(
        engine: Engine? = nil, limits: RenderLimits = RenderLimits(), seed: RandomSeedSource = RandomSeedSource(),
        now: RenderTime = .creation, allow: RenderPermissions = RenderPermissions()
    ) {
        self.engine = engine
        self.limits = limits
        self.seed = seed
        self.now = now
        self.allow = allow
    }

    /// What renders: exactly one.
    package enum Engine: Sendable, Hashable {
        /// Go templates: every `*.tmpl` of a directory, the first in lexical order is the entry (`spec.renderer.goTemplate`).
        case goTemplate(GoTemplateEngine)
        /// A Helm chart (`spec.renderer.helm`).
        case helm(HelmConfiguration)
    }
}
