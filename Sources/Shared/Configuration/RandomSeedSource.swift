/// Where the secret comes from that random values of templates derive from (`spec.renderer.seed`).
package struct RandomSeedSource: Sendable, Hashable {
    /// A file with at least 32 bytes; nil: none.
    package var file: String?
    /// Whether a seed that everyone knows will do.
    package var insecure: Bool

    package init(file: String? = nil, insecure: Bool = false) {
        self.file = file
        self.insecure = insecure
    }
}
