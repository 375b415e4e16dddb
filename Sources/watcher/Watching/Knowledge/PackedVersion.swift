/// A resourceVersion in eight bytes.
///
/// API servers give decimal numbers, which later Kubernetes also promises to be in order. Other text is legal; of that a digest is
/// kept, which tells equal from different and nothing else.
struct PackedVersion: Sendable, Hashable {
    let value: UInt64
    let isNumber: Bool

    init(_ text: String) {
        if let number = UInt64(text), String(number) == text {
            value = number
            isNumber = true
        } else {
            value = StableDigest.of(text.utf8)
            isNumber = false
        }
    }

    init(value: UInt64, isNumber: Bool) {
        self.value = value
        self.isNumber = isNumber
    }

    /// Whether this state is known to be older than `other`.
    func isOlder(than other: PackedVersion) -> Bool { isNumber && other.isNumber && value < other.value }
}
