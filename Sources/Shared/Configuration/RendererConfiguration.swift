/// How the renderer turns a custom resource into objects (`spec.renderer`).
package struct RendererConfiguration: Sendable, Equatable {
    /// What renders; nil: not configured.
    package var engine: Engine?
    /// Bounds on one rendering.
    package var limits: RenderLimits

    package init(engine: Engine? = nil, limits: RenderLimits = RenderLimits()) {
        self.engine = engine
        self.limits = limits
    }

    /// What renders: exactly one.
    package enum Engine: Sendable, Hashable {
        /// Go templates: every `*.tmpl` of a directory, the first in lexical order is the entry (`spec.renderer.goTemplate`).
        case goTemplate(GoTemplateEngine)
    }
}
