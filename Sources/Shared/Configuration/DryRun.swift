/// Whether the applier writes (`spec.applier.dryRun`), in kubectl's words.
package enum DryRun: String, Sendable, Hashable, CaseIterable {
    /// It writes.
    case none
    /// It prints what it got and sends nothing: Lostrómos's `nop`.
    case client
    /// It sends every request marked as a dry run: the API server checks it and keeps nothing.
    case server
}
