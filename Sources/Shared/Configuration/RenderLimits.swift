/// Bounds on the rendering of one custom resource (`spec.renderer.limits`).
package struct RenderLimits: Sendable, Hashable {
    /// The longest output, in bytes.
    package var outputBytes: Int
    /// The most steps (actions executed) of one rendering.
    package var steps: Int
    /// The deepest nesting of template calls.
    package var recursion: Int
    /// The longest time one rendering may take.
    package var time: Duration

    package init(outputBytes: Int = 16 << 20, steps: Int = 10_000_000, recursion: Int = 1_000, time: Duration = .seconds(10)) {
        self.outputBytes = outputBytes
        self.steps = steps
        self.recursion = recursion
        self.time = time
    }
}
