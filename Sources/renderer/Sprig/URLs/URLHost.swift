import Glibc
import GoTemplate

/// The host of a URL, with its port.
enum URLHost {
    /// Reads a host; one in brackets must be an address of IP version 6.
    static func read(_ host: ArraySlice<UInt8>) throws(FunctionError) -> [UInt8] {
        if let open = host.lastIndex(of: UInt8(ascii: "[")) { return try readAddress(host, from: open) }
        if let colon = host.lastIndex(of: UInt8(ascii: ":")) { try checkPort(host[colon...]) }
        return try URLPart.host.unescaped(host)
    }

    /// The host without its port and brackets.
    static func name(_ host: [UInt8]) -> [UInt8] {
        var name = host[...]
        if let colon = name.lastIndex(of: UInt8(ascii: ":")), isPort(name[colon...]) { name = name[..<colon] }
        if name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]"), name.count > 1 {
            name = name.dropFirst().dropLast()
        }
        return Array(name)
    }

    private static func readAddress(_ host: ArraySlice<UInt8>, from open: Int) throws(FunctionError) -> [UInt8] {
        guard let close = host.lastIndex(of: UInt8(ascii: "]")) else { throw FunctionError("missing ']' in host") }
        let port = host[(close + 1)...]
        try checkPort(port)
        guard open < close else { throw FunctionError("missing ']' in host") }
        let inner = host[(open + 1)..<close]
        var address: [UInt8]
        if let zone = firstEscapedPercent(in: inner) {
            address = try URLPart.host.unescaped(inner[..<zone]) + URLPart.zone.unescaped(inner[zone...])
        } else {
            address = try URLPart.host.unescaped(inner)
        }
        try checkAddress(address)
        address.insert(UInt8(ascii: "["), at: 0)
        return address + [UInt8(ascii: "]")] + (try URLPart.host.unescaped(port))
    }

    private static func firstEscapedPercent(in text: ArraySlice<UInt8>) -> Int? {
        text.indices.first { text[$0...].starts(with: "%25".utf8) }
    }

    private static func checkAddress(_ address: [UInt8]) throws(FunctionError) {
        let number = address.prefix { $0 != UInt8(ascii: "%") }
        let text = String(decoding: number, as: UTF8.self)
        var version6 = in6_addr()
        if inet_pton(AF_INET6, text, &version6) == 1, number.count == address.count || address.count > number.count + 1 {
            return
        }
        var version4 = in_addr()
        if inet_pton(AF_INET, text, &version4) == 1 { throw FunctionError("invalid IP-literal") }
        throw FunctionError("invalid host: ParseAddr(\(Quoting.quoted(address[...]))): unable to parse IP")
    }

    private static func checkPort(_ port: ArraySlice<UInt8>) throws(FunctionError) {
        guard isPort(port) else { throw FunctionError("invalid port \(Quoting.quoted(port)) after host") }
    }

    private static func isPort(_ port: ArraySlice<UInt8>) -> Bool {
        guard let first = port.first else { return true }
        return first == UInt8(ascii: ":") && port.dropFirst().allSatisfy { 48...57 ~= $0 }
    }
}
