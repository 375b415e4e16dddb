import JSON

/// Tells whether a living object still is what was applied.
///
/// Every desired field has to hold in the living object; what else is there is none of our business. Where a value differs, the
/// managed fields decide: as long as our field manager owns the place, nobody has written there since, and the difference is how
/// the API server writes the value (a defaulted, converted or normalised field). If it does not, somebody changed it.
package struct Drift: Sendable {
    private let manager: String

    /// - Parameter manager: Our field manager's name.
    package init(manager: String) { self.manager = manager }

    /// The first place where the living object no longer is what was applied; nil where it all holds.
    ///
    /// - Parameters:
    ///   - desired: The body that would be applied, with its digest.
    ///   - live: The object as the API server has it.
    /// - Returns: A path as `.spec.replicas`.
    package func find(desired: JSONValue, live: JSONValue) -> String? {
        let digest = desired["metadata"]?["annotations"]?[MarkNames.digest]
        guard digest == live["metadata"]?["annotations"]?[MarkNames.digest] else {
            return ".metadata.annotations.\(MarkNames.digest)"
        }
        // The managed fields are long, and seldom needed.
        if Comparison(owned: .unknown).drift(desired, live, at: .root) == nil { return nil }
        let owned = OwnedFields(of: manager, in: live)
        return Comparison(owned: owned.map(Ownership.fields) ?? .unknown).drift(desired, live, at: .root)
    }
}
