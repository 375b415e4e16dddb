import GoTemplate

/// The name and the password before a URL's host.
struct URLUser {
    private let name: [UInt8]
    private let password: [UInt8]?

    /// Reads what stands before the `@`.
    init(parsing userinfo: ArraySlice<UInt8>) throws(FunctionError) {
        guard userinfo.allSatisfy(Self.isAllowed) else { throw FunctionError("net/url: invalid userinfo") }
        if let colon = userinfo.firstIndex(of: UInt8(ascii: ":")) {
            name = try URLPart.userinfo.unescaped(userinfo[..<colon])
            password = try URLPart.userinfo.unescaped(userinfo[(colon + 1)...])
        } else {
            name = try URLPart.userinfo.unescaped(userinfo)
            password = nil
        }
    }

    /// The text that stands before the `@`.
    var text: [UInt8] {
        let name = URLPart.userinfo.escaped(name)
        guard let password else { return name }
        return name + [UInt8(ascii: ":")] + URLPart.userinfo.escaped(password)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "-._:~!$&'()*+,;=%@".utf8.contains(byte)
        }
    }
}
