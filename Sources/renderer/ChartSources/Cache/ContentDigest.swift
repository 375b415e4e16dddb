import Crypto
import Encoding

/// The SHA-256 of some bytes, by which they are known and checked.
package struct ContentDigest: Sendable, Hashable, CustomStringConvertible {
    /// 64 digits in lower case.
    package let hexadecimal: String

    /// The digest of bytes.
    package init(of bytes: some Sequence<UInt8>) {
        var hash = SHA256()
        hash.update(data: Array(bytes))
        hexadecimal = Hexadecimal.text(hash.finalize())
    }

    /// A digest as it is written: 64 hexadecimal digits, also with `sha256:` before them; nil for anything else.
    package init?(_ text: String) {
        let digits = text.hasPrefix("sha256:") ? text.dropFirst(7) : text[...]
        let isDigest =
            digits.utf8.count == 64
            && digits.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
            }
        guard isDigest else { return nil }
        hexadecimal = digits.lowercased()
    }

    /// `sha256:` and the digits.
    package var description: String { "sha256:\(hexadecimal)" }
}
