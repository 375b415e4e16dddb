/// What a server wants before it answers: one challenge of a WWW-Authenticate header (RFC 9110, section 11.6.1).
struct AuthenticationChallenge: Sendable, Hashable {
    /// In lower case: `basic`, `bearer`.
    let scheme: String
    /// By their names in lower case: `realm`, `service`, `scope`.
    let parameters: [String: String]

    /// Reads the challenges of a header, of which one may hold several.
    static func all(in header: String) -> [AuthenticationChallenge] {
        var reader = Reader(bytes: Array(header.utf8.prefix(8192)))
        var challenges: [AuthenticationChallenge] = []
        while let scheme = reader.scheme() {
            var parameters: [String: String] = [:]
            while let (name, value) = reader.parameter() { parameters[name] = value }
            challenges.append(AuthenticationChallenge(scheme: scheme, parameters: parameters))
        }
        return challenges
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        mutating func scheme() -> String? {
            skip { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") }
            return token()
        }

        /// A parameter and its value; nil, with nothing passed, where the next challenge begins.
        mutating func parameter() -> (String, String)? {
            let start = place
            skip { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") }
            guard let name = token() else { return nil }
            skip { $0 == 0x20 || $0 == 0x09 }
            guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else {
                place = start
                return nil
            }
            place += 1
            skip { $0 == 0x20 || $0 == 0x09 }
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return (name, token(lowered: false) ?? "") }
            place += 1
            return (name, quoted())
        }

        private mutating func quoted() -> String {
            var text: [UInt8] = []
            while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count { place += 1 }
                text.append(bytes[place])
                place += 1
            }
            place += 1
            return String(decoding: text, as: UTF8.self)
        }

        private mutating func skip(_ condition: (UInt8) -> Bool) {
            while place < bytes.count, condition(bytes[place]) { place += 1 }
        }

        private mutating func token(lowered: Bool = true) -> String? {
            let start = place
            skip { $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "\"") }
            guard place > start else { return nil }
            let text = String(decoding: bytes[start..<place], as: UTF8.self)
            return lowered ? text.lowercased() : text
        }
    }
}
