import ArgumentParser

/// A resource on the command line as kubectl names it in full: `PLURAL.VERSION.GROUP`, of the core group `PLURAL.VERSION`.
package struct ResourceArgument: ExpressibleByArgument, Sendable, Hashable {
    package let plural: String
    package let version: String
    /// Empty: the core group.
    package let group: String

    package init?(argument: String) {
        let parts = argument.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, !parts[0].isEmpty, !parts[1].isEmpty, !parts.contains(where: { $0.contains("/") }) else {
            return nil
        }
        plural = String(parts[0])
        version = String(parts[1])
        group = parts.count == 3 ? String(parts[2]) : ""
    }
}
