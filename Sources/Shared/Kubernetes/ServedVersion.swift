/// One version of an API group, as discovery tells of it.
package struct ServedVersion: Sendable, Hashable {
    /// `apps/v1`, or `v1` in the core group.
    package var apiVersion: String
    /// The kinds of its resources, without those of subresources, each once, in byte order.
    package var kinds: [String]
    /// False if who serves the group did not say what it has, as an aggregated API server that is down: there may be other kinds.
    package var isCurrent: Bool

    package init(apiVersion: String, kinds: some Sequence<String>, isCurrent: Bool = true) {
        self.apiVersion = apiVersion
        self.kinds = Set(kinds).sorted()
        self.isCurrent = isCurrent
    }
}
