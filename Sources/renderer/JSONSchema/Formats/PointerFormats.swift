/// JSON Pointers, whole and relative ones.
enum PointerFormats {
    static func pointer(_ text: Substring) -> String? {
        guard let first = text.utf8.first else { return nil }
        guard first == UInt8(ascii: "/") else { return "not starting with /" }
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "~") else { continue }
            guard let next = rest.popFirst(), next == UInt8(ascii: "0") || next == UInt8(ascii: "1") else {
                return "~ must be followed by 0 or 1"
            }
        }
        return nil
    }

    static func relative(_ text: String) -> String? {
        let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
        if digits.isEmpty { return "must start with non-negative integer" }
        if digits.count > 1, digits.first == UInt8(ascii: "0") { return "starts with zero" }
        let rest = text[digits.endIndex...]
        return rest == "#" ? nil : pointer(rest)
    }
}
