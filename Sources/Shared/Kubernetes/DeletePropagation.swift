/// What becomes of an object's dependents when it is deleted.
package enum DeletePropagation: String, Sendable, Hashable {
    /// The garbage collector deletes them later.
    case background = "Background"
    /// They are deleted first.
    case foreground = "Foreground"
    /// They stay.
    case orphan = "Orphan"
}
