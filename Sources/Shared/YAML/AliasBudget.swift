/// How much aliases may still expand to: go-yaml v2's rule on their share of all nodes, and two bounds of our own.
struct AliasBudget {
    private let limits: YAMLLimits
    /// All nodes so far, those from aliases included; the document itself is one.
    private var nodes = 1
    private var aliasNodes = 0
    private var aliasBytes = 0

    init(limits: YAMLLimits) { self.limits = limits }

    /// Counts nodes that are written out.
    mutating func count(_ count: Int) { nodes &+= count }

    /// Counts an alias of a node that consists of `nodes`, and says whether that is still acceptable.
    mutating func expand(nodes count: Int, bytes: Int) -> Bool {
        nodes &+= count &+ 1
        aliasNodes &+= count
        aliasBytes &+= bytes
        guard aliasNodes <= limits.maximumAliasNodes, aliasBytes <= limits.maximumAliasBytes else { return false }
        guard aliasNodes > 100, nodes > 1000 else { return true }
        return Double(aliasNodes) / Double(nodes) <= allowedShare
    }

    /// From 99 in 100 for up to 400,000 nodes down to 10 in 100 from 4,000,000 on.
    private var allowedShare: Double {
        let low = 400_000.0
        let high = 4_000_000.0
        let place = (Double(nodes) - low) / (high - low)
        return 0.99 - 0.89 * min(max(place, 0), 1)
    }
}
