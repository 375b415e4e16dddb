/// Go's text for a value that is not there, which Helm takes out of what templates wrote.
enum NoValue {
    private static let text = Array("<no value>".utf8)

    /// The bytes without it.
    static func removed(from bytes: [UInt8]) -> [UInt8] {
        var place = 0
        var kept = 0
        var result: [UInt8] = []
        while let found = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
            guard bytes[found...].starts(with: text) else {
                place = found + 1
                continue
            }
            result.append(contentsOf: bytes[kept..<found])
            place = found + text.count
            kept = place
        }
        if kept == 0 { return bytes }
        result.append(contentsOf: bytes[kept...])
        return result
    }
}
