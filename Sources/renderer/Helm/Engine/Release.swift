/// The release that a chart is rendered for: what templates see as `.Release`.
package struct Release: Sendable, Hashable {
    package var name: String
    package var namespace: String
    package var isUpgrade: Bool
    package var isInstall: Bool
    package var revision: Int

    /// A first installation, unless told otherwise.
    package init(
        name: String, namespace: String = "default", isUpgrade: Bool = false, isInstall: Bool = true, revision: Int = 1
    ) {
        self.name = name
        self.namespace = namespace
        self.isUpgrade = isUpgrade
        self.isInstall = isInstall
        self.revision = revision
    }
}
