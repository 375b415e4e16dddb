import Synchronization

/// Remembers which warnings of the API server have been told.
final class WarningLog: Sendable {
    /// How many are remembered; after that many none is told, since a log is no place for a flood.
    private static let maximum = 1000

    private let told = Mutex<Set<String>>([])

    /// The texts of `headers` (values of Warning headers, RFC 7234 section 5.5) that have not been told before.
    func new(in headers: [String]) -> [String] {
        let texts = headers.flatMap(Self.texts)
        return told.withLock { told in
            texts.filter { told.count < Self.maximum && told.insert($0).inserted }
        }
    }

    /// The quoted texts of a header such as `299 - "v1beta1 is deprecated"`; there may be several with commas between.
    static func texts(in header: String) -> [String] {
        var texts: [String] = []
        var text: [UInt8]?
        var isEscaped = false
        for byte in header.utf8 {
            guard text != nil else {
                if byte == UInt8(ascii: "\"") { text = [] }
                continue
            }
            if isEscaped {
                text?.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                // The date that may follow a text is quoted too, right after a space; the agent before it never is.
                if let text { texts.append(String(decoding: text, as: UTF8.self)) }
                text = nil
            } else {
                text?.append(byte)
            }
        }
        return texts
    }
}
