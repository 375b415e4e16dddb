/// Where changes come from: a cluster, or a directory.
package protocol ChangeSource: Sendable {
    /// Tells everything and then every change, until the task is cancelled or, in a run of `--once`, everything is told.
    func run() async throws(WatchingError)

    /// Tells everything again of the resource with this number in the outlet; nil: of all.
    func relist(_ resource: Int?)
}
