extension ManifestReader {
    /// Two objects that are the same one, by their places among all.
    struct NameClash: Error {
        let name: String
        let first: Int
        let second: Int
    }

    /// How many manifests are compared with each other, because that takes less than to make an index of them.
    private static let linearCount = 16

    /// Puts the kind before each name, and the group behind the kind where the kind alone is not clear.
    static func giveNames(to manifests: inout [Manifest]) throws(NameClash) {
        guard manifests.count <= linearCount else { return try giveNames(toMany: &manifests) }
        for index in manifests.indices {
            let name = name(of: manifests[index], isClear: isClear(index, in: manifests))
            for first in 0..<index where manifests[first].name == name {
                throw NameClash(name: name, first: first, second: index)
            }
            manifests[index].name = name
        }
    }

    /// Whether the kind of one of a few manifests says its group.
    private static func isClear(_ index: Int, in manifests: [Manifest]) -> Bool {
        for other in manifests.indices where other != index && manifests[other].kind == manifests[index].kind {
            if manifests[other].apiVersion != manifests[index].apiVersion, manifests[other].group != manifests[index].group {
                return false
            }
        }
        return true
    }

    private static func giveNames(toMany manifests: inout [Manifest]) throws(NameClash) {
        var groups: [String: String] = [:]
        var ambiguous: Set<String> = []
        for manifest in manifests {
            let other = groups.updateValue(manifest.group, forKey: manifest.kind)
            if let other, other != manifest.group { ambiguous.insert(manifest.kind) }
        }
        var seen = [String: Int](minimumCapacity: manifests.count)
        for index in manifests.indices {
            let name = name(of: manifests[index], isClear: !ambiguous.contains(manifests[index].kind))
            if let first = seen.updateValue(index, forKey: name) { throw NameClash(name: name, first: first, second: index) }
            manifests[index].name = name
        }
    }

    private static func name(of manifest: Manifest, isClear: Bool) -> String {
        let kind = isClear || manifest.group.isEmpty ? manifest.kind : "\(manifest.kind).\(manifest.group)"
        return joined(kind, manifest.name)
    }

    /// Two texts with a slash between them.
    static func joined(_ first: String, _ second: String) -> String {
        let (first, second) = (first.utf8, second.utf8)
        return String(unsafeUninitializedCapacity: first.count + 1 + second.count) { buffer in
            let slash = buffer.initialize(fromContentsOf: first)
            buffer[slash] = UInt8(ascii: "/")
            let rest = UnsafeMutableBufferPointer(rebasing: buffer[(slash + 1)...])
            return slash + 1 + rest.initialize(fromContentsOf: second)
        }
    }
}
