/// Reads the head of an HTTP/1.0 or HTTP/1.1 request (RFC 9112) from bytes as they come.
enum HTTPRequestParser {
    /// The longest head, with its empty line.
    static let maximumHeadBytes = 8_192
    /// The most header lines.
    static let maximumHeaders = 64

    enum Outcome: Equatable {
        /// The head is not complete yet.
        case incomplete
        /// A request, and how many bytes its head took.
        case request(HTTPRequestHead, length: Int)
        /// The request cannot be served; the connection closes after this status.
        case refused(status: Int)
    }

    /// Looks at what a connection has sent and nobody has read yet.
    static func parse(_ bytes: [UInt8]) -> Outcome {
        // RFC 9112, section 2.2: a server should ignore an empty line before the request line.
        let start = bytes.prefix { $0 == carriageReturn || $0 == lineFeed }.count
        guard start <= 4 else { return .refused(status: 400) }
        guard let end = endOfHead(bytes, from: start) else {
            return bytes.count - start >= maximumHeadBytes ? .refused(status: 431) : .incomplete
        }
        guard end - start <= maximumHeadBytes else { return .refused(status: 431) }
        let lines = bytes[start..<end].split(separator: lineFeed, omittingEmptySubsequences: true).map {
            $0.last == carriageReturn ? $0.dropLast() : $0
        }.filter { !$0.isEmpty }
        guard let first = lines.first else { return .refused(status: 400) }
        guard lines.count - 1 <= maximumHeaders else { return .refused(status: 431) }
        return head(requestLine: first, headers: lines.dropFirst(), length: end)
    }

    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")

    /// The index after the empty line that ends the head.
    private static func endOfHead(_ bytes: [UInt8], from start: Int) -> Int? {
        var lineStart = start
        for index in start..<max(start, bytes.count) where bytes[index] == lineFeed {
            let line = bytes[lineStart..<index]
            if line.isEmpty || (line.count == 1 && line.first == carriageReturn) { return index + 1 }
            lineStart = index + 1
        }
        return nil
    }

    private static func head(
        requestLine: ArraySlice<UInt8>, headers: ArraySlice<ArraySlice<UInt8>>, length: Int
    ) -> Outcome {
        let words = requestLine.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 3, isToken(words[0]), let target = words[1].first, target == UInt8(ascii: "/"),
            words[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return .refused(status: 400) }
        let version = String(decoding: words[2], as: UTF8.self)
        guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
            return .refused(status: version.hasPrefix("HTTP/") ? 505 : 400)
        }
        guard let meaning = meaning(of: headers) else { return .refused(status: 400) }
        if version == "HTTP/1.1" && meaning.hosts != 1 { return .refused(status: 400) }
        let parts = words[1].split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        let head = HTTPRequestHead(
            method: String(decoding: words[0], as: UTF8.self), path: String(decoding: parts[0], as: UTF8.self),
            query: parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "",
            keepsAlive: version == "HTTP/1.1" && !meaning.closes, hasBody: meaning.hasBody)
        return .request(head, length: length)
    }

    private struct Meaning {
        var closes = false
        var hasBody = false
        var hosts = 0
    }

    /// What the header lines mean; nil if one is malformed.
    private static func meaning(of headers: ArraySlice<ArraySlice<UInt8>>) -> Meaning? {
        var meaning = Meaning()
        for line in headers {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), isToken(line[..<colon]) else { return nil }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            let value = trimmed(line[line.index(after: colon)...])
            switch name {
            case "host": meaning.hosts += 1
            case "connection": meaning.closes = meaning.closes || value.lowercased().contains("close")
            case "content-length": meaning.hasBody = meaning.hasBody || value != "0"
            case "transfer-encoding": meaning.hasBody = true
            default: break
            }
        }
        return meaning
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        let tail = bytes.drop(while: isSpace)
        let end = tail.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? tail.startIndex
        return String(decoding: tail[tail.startIndex..<end], as: UTF8.self)
    }

    /// RFC 9110, section 5.6.2.
    private static func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
