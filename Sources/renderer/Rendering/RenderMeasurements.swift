import Events
import Metrics

/// What the renderer counts.
struct RenderMeasurements: Sendable {
    private let bundles = Counter(label: "fairlead_renderer_answers_total", dimensions: [("type", "bundle")])
    private let teardowns = Counter(label: "fairlead_renderer_answers_total", dimensions: [("type", "teardown")])
    private let failures = Counter(label: "fairlead_renderer_answers_total", dimensions: [("type", "renderfailed")])
    private let malformedInputs = Counter(label: "fairlead_renderer_malformed_inputs_total")
    private let reloads = Counter(label: "fairlead_renderer_template_reloads_total", dimensions: [("result", "success")])
    private let failedReloads = Counter(label: "fairlead_renderer_template_reloads_total", dimensions: [("result", "error")])

    /// An owner was answered for.
    func answered(_ type: EventType) {
        switch type {
        case .bundle: bundles.increment()
        case .teardown: teardowns.increment()
        case .renderFailed: failures.increment()
        default: break
        }
    }

    /// A line or an event of the input could not be read.
    func malformed() { malformedInputs.increment() }

    /// New templates are in use.
    func reloaded() { reloads.increment() }

    /// New templates are broken.
    func reloadFailed() { failedReloads.increment() }
}
