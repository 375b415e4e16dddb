/// Sizes in bytes as Kubernetes writes quantities: `4096`, `64Ki`, `16Mi`, `1G`.
package enum ByteSize {
    /// Reads a size: a whole number and, if any, a unit: `k`, `K`, `M`, `G`, `T` (powers of 1000), `Ki`, `Mi`, `Gi`, `Ti` (of 1024).
    ///
    /// - Returns: Nil for anything else, and for what does not fit.
    package static func parse(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), let scale = scales[text.dropFirst(digits.count)] else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: scale)
        return overflow ? nil : bytes
    }

    private static let scales: [Substring: Int] = [
        "": 1, "k": 1_000, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000, "T": 1_000_000_000_000,
        "Ki": 1 << 10, "Mi": 1 << 20, "Gi": 1 << 30, "Ti": 1 << 40,
    ]
}
