/// What happened to an object, as a `change` event names it.
package enum ChangeKind: String, Sendable, Hashable {
    case added, updated, deleted, resynced
}
