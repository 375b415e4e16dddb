/// The labels of one series as Prometheus allows them, in a fixed order.
struct MetricLabels: Hashable, Comparable {
    private let pairs: [Pair]

    private struct Pair: Hashable {
        let name: String
        let value: String
    }

    /// Takes swift-metrics' dimensions: names are made valid, of two with the same name the last counts.
    init(_ dimensions: [(String, String)], reserved: Set<String> = []) {
        var values: [String: String] = [:]
        for (name, value) in dimensions {
            let name = MetricLabels.sanitized(name)
            values[reserved.contains(name) ? "exported_\(name)" : name] = value
        }
        pairs = values.sorted { $0.key < $1.key }.map { Pair(name: $0.key, value: $0.value) }
    }

    var isEmpty: Bool { pairs.isEmpty }

    static func < (left: MetricLabels, right: MetricLabels) -> Bool {
        left.pairs.lexicographicallyPrecedes(right.pairs) { ($0.name, $0.value) < ($1.name, $1.value) }
    }

    /// `{a="1",b="2"}`, or nothing without labels; `extra` comes last.
    func text(extra: (name: String, value: String)? = nil) -> String {
        var parts = pairs.map { "\($0.name)=\"\(MetricLabels.escaped($0.value))\"" }
        if let extra { parts.append("\(extra.name)=\"\(MetricLabels.escaped(extra.value))\"") }
        return parts.isEmpty ? "" : "{\(parts.joined(separator: ","))}"
    }

    /// A metric or label name: letters, digits, `_` and, for a metric, `:`; anything else becomes `_`.
    static func sanitized(_ name: String, allowsColon: Bool = false) -> String {
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            let isDigit = (0x30...0x39).contains(byte)
            if isDigit && bytes.isEmpty { bytes.append(UInt8(ascii: "_")) }
            let isValid = isLetter || isDigit || (allowsColon && byte == UInt8(ascii: ":"))
            bytes.append(isValid ? byte : UInt8(ascii: "_"))
        }
        return bytes.isEmpty ? "_" : String(decoding: bytes, as: UTF8.self)
    }

    /// A label's value with backslash, quote and newline escaped.
    private static func escaped(_ value: String) -> String {
        var bytes: [UInt8] = []
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
            case UInt8(ascii: "\""): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\"")]
            case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
