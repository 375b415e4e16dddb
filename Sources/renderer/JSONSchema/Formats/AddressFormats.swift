/// Names and addresses of hosts, and of people's mail.
enum AddressFormats {
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 }

    static func ipv4(_ text: Substring) -> String? {
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        guard groups.count == 4 else { return "expected four decimals" }
        for group in groups {
            if group.utf8.count > 1, group.first == "0" { return "leading zeros" }
            guard !group.isEmpty, group.utf8.allSatisfy(isDigit) else { return "\(Quoted.text(String(group))) is not a decimal" }
            guard let number = Int(group), number <= 255 else { return "decimal must be between 0 and 255" }
        }
        return nil
    }

    static func ipv6(_ text: Substring) -> String? {
        guard text.contains(":") else { return "missing colon" }
        if text.contains("%") { return "zone id is not a part of ipv6 address" }
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return "more than one ::" }
        var count = 0
        for (place, half) in halves.enumerated() where !half.isEmpty {
            var groups = half.split(separator: ":", omittingEmptySubsequences: false)
            if place == halves.count - 1, let last = groups.last, last.contains(".") {
                if let complaint = ipv4(last) { return complaint }
                groups.removeLast()
                count += 2
            }
            for group in groups {
                let isGroup = (1...4).contains(group.utf8.count) && group.allSatisfy { $0.isASCII && $0.isHexDigit }
                if !isGroup { return "\(Quoted.text(String(group))) is not a group of up to four hexadecimal digits" }
                count += 1
            }
        }
        if halves.count == 2 { return count <= 7 ? nil : "too many groups" }
        return count == 8 ? nil : "must have 8 groups"
    }

    static func hostname(_ text: Substring) -> String? {
        let text = text.hasSuffix(".") ? text.dropLast() : text
        guard text.utf8.count <= 253 else { return "more than 253 characters long" }
        for label in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard (1...63).contains(label.utf8.count) else { return "label must be 1 to 63 characters long" }
            if label.hasPrefix("-") { return "label starts with hyphen" }
            if label.hasSuffix("-") { return "label ends with hyphen" }
            let isPlain = label.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
            if !isPlain { return "invalid character in label \(Quoted.text(String(label)))" }
        }
        return nil
    }

    static func email(_ text: String) -> String? {
        guard text.utf8.count <= 254 else { return "more than 254 characters long" }
        guard let at = text.lastIndex(of: "@") else { return "missing @" }
        let (local, domain) = (text[..<at], text[text.index(after: at)...])
        guard local.utf8.count <= 64 else { return "local part more than 64 characters long" }
        if let complaint = localPart(local) { return complaint }
        guard domain.hasPrefix("["), domain.hasSuffix("]") else {
            return hostname(domain).map { "invalid domain: \($0)" }
        }
        let address = domain.dropFirst().dropLast()
        guard address.hasPrefix("IPv6:") else { return ipv4(address).map { "invalid ipv4 address: \($0)" } }
        return ipv6(address.dropFirst("IPv6:".count)).map { "invalid ipv6 address: \($0)" }
    }

    private static func localPart(_ text: Substring) -> String? {
        if text.utf8.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") {
            let hasEscapes = text.dropFirst().dropLast().contains { $0 == "\\" || $0 == "\"" }
            return hasEscapes ? "backslash and quote are not allowed within quoted local part" : nil
        }
        if text.hasPrefix(".") { return "starts with dot" }
        if text.hasSuffix(".") { return "ends with dot" }
        if text.contains("..") { return "consecutive dots" }
        let isPlain = text.utf8.allSatisfy { isLetter($0) || isDigit($0) || ".!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
        return isPlain ? nil : "invalid character in local part"
    }
}
