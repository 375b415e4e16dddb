/// How the applier makes the target match the bundles (`spec.applier`).
package struct ApplierConfiguration: Sendable, Equatable {
    /// The field manager of server-side apply; nil: `fairlead-NAME` (``PipelineConfiguration/fieldManager``).
    package var fieldManager: String?
    /// Whether fields that another manager owns are taken over.
    package var forceConflicts: Bool
    /// Where the objects go.
    package var target: ApplyTarget
    /// The most requests in flight.
    package var concurrency: Int
    /// Whether anything is written at all.
    package var dryRun: DryRun

    package init(
        fieldManager: String? = nil, forceConflicts: Bool = false, target: ApplyTarget = .cluster, concurrency: Int = 32,
        dryRun: DryRun = .none
    ) {
        self.fieldManager = fieldManager
        self.forceConflicts = forceConflicts
        self.target = target
        self.concurrency = concurrency
        self.dryRun = dryRun
    }
}
