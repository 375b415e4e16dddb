/// The version of Fairlead: what `--version` prints, the ApplySet's tooling annotation and `fairlead_build_info` say.
package enum FairleadVersion {
    /// A semantic version.
    package static let current = "0.1.0"
}
