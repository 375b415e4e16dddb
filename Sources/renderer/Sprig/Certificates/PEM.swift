import Encoding
import GoTemplate

/// Bytes as text between lines that say what they are (RFC 7468).
struct PEM {
    /// What the bytes are, such as `CERTIFICATE`.
    let type: String
    let bytes: [UInt8]

    init(type: String, bytes: [UInt8]) {
        self.type = type
        self.bytes = bytes
    }

    /// The text, in lines of 64 digits.
    var text: String {
        var text = "-----BEGIN \(type)-----\n"
        var digits = Base64.text(bytes)[...]
        while !digits.isEmpty {
            text += digits.prefix(64)
            text += "\n"
            digits = digits.dropFirst(64)
        }
        return text + "-----END \(type)-----\n"
    }

    /// Reads the first block of a text; what stands around it does not count. Nil if there is none.
    init?(_ text: ByteString) {
        let lines = text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            Self.trimmed($0)
        }
        for (position, line) in lines.enumerated() {
            guard let type = Self.type(of: line, "BEGIN"),
                let end = lines[position...].firstIndex(where: { Self.type(of: $0, "END") == type })
            else { continue }
            // Headers, which have a colon, end with an empty line.
            let content = lines[(position + 1)..<end].filter { !$0.contains(UInt8(ascii: ":")) }
            guard case .success(let bytes) = Base64.decoded(ByteString(content.joined())) else { continue }
            self.type = type
            self.bytes = bytes.bytes
            return
        }
        return nil
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, last == 0x20 || last == 0x0D || last == 0x09 { line = line.dropLast() }
        return line
    }

    private static func type(of line: ArraySlice<UInt8>, _ border: String) -> String? {
        let text = String(decoding: line, as: UTF8.self)
        let prefix = "-----\(border) "
        guard text.hasPrefix(prefix), text.hasSuffix("-----"), text.utf8.count >= prefix.utf8.count + 5 else { return nil }
        return String(text.dropFirst(prefix.count).dropLast(5))
    }
}
