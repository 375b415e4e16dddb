import JSON

/// The bounds within which a YAML text is accepted.
package struct YAMLLimits: Sendable, Hashable {
    /// How many sequences and mappings may lie within each other, at most ``JSON/JSONLimits/depthCeiling``.
    package var maximumDepth: Int

    /// How many nodes may come from aliases in one document.
    ///
    /// Within this bound kubectl's own rule counts: in a document of more than 1,000 nodes no more than 99 in 100 may come
    /// from aliases, and less from 400,000 nodes on.
    package var maximumAliasNodes: Int

    /// How many bytes of scalars may come from aliases in one document.
    package var maximumAliasBytes: Int

    /// How many bytes a text may have.
    package var maximumBytes: Int

    /// A depth of 512, a million nodes and 16 MiB from aliases, 16 MiB of text.
    package static let `default` = YAMLLimits()

    /// Creates limits.
    package init(
        maximumDepth: Int = 512, maximumAliasNodes: Int = 1_000_000, maximumAliasBytes: Int = 16 << 20,
        maximumBytes: Int = 16 << 20
    ) {
        self.maximumDepth = maximumDepth
        self.maximumAliasNodes = maximumAliasNodes
        self.maximumAliasBytes = maximumAliasBytes
        self.maximumBytes = maximumBytes
    }

    /// The depth that is enforced.
    var depth: Int { min(max(maximumDepth, 0), JSONLimits.depthCeiling) }
}
