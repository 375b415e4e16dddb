/// A JSON Pointer as RFC 6901 defines it: `/spec/containers/0/image`.
public struct JSONPointer: Sendable, Hashable {
    /// Why a text is not a JSON Pointer.
    public enum SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
        /// A pointer is empty or begins with a slash.
        case noSlashAtStart(String)
        /// A tilde stands before something that is neither 0 nor 1.
        case invalidEscape(String)

        /// The reason as a sentence.
        public var description: String {
            switch self {
            case .noSlashAtStart(let text): "JSON pointer \"\(text)\": expected \"/\" at the beginning"
            case .invalidEscape(let text): "JSON pointer \"\(text)\": expected 0 or 1 after \"~\""
            }
        }
    }

    /// The keys and positions on the way, unescaped.
    public var tokens: [String]

    /// Creates a pointer to the whole document, or along some keys and positions.
    public init(_ tokens: [String] = []) { self.tokens = tokens }

    /// Parses a pointer such as `/metadata/annotations/example.com~1managed`.
    public init(parsing text: String) throws(SyntaxError) {
        tokens = []
        guard !text.isEmpty else { return }
        guard text.utf8.first == UInt8(ascii: "/") else { throw .noSlashAtStart(text) }
        for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            var token: [UInt8] = []
            var rest = part
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "~") else {
                    token.append(byte)
                    continue
                }
                switch rest.popFirst() {
                case UInt8(ascii: "0"): token.append(UInt8(ascii: "~"))
                case UInt8(ascii: "1"): token.append(UInt8(ascii: "/"))
                default: throw .invalidEscape(text)
                }
            }
            tokens.append(String(decoding: token, as: UTF8.self))
        }
    }

    /// The value that the pointer leads to in a document, or `nil` if there is none.
    public func evaluate(on document: JSONValue) -> JSONValue? {
        var value = document
        for token in tokens {
            switch value {
            case .object(let object):
                guard let next = object[token] else { return nil }
                value = next
            case .array(let array):
                guard let position = JSONPointer.position(token), position < array.count else { return nil }
                value = array[position]
            default:
                return nil
            }
        }
        return value
    }

    /// The pointer to a member of what this one leads to.
    public func appending(_ key: String) -> JSONPointer { JSONPointer(tokens + [key]) }

    /// The pointer to an element of what this one leads to.
    public func appending(_ position: Int) -> JSONPointer { appending(String(position)) }

    /// The pointer to what holds this one's value, or `nil` for the whole document.
    public var parent: JSONPointer? { tokens.isEmpty ? nil : JSONPointer(Array(tokens.dropLast())) }

    /// A position in an array: digits without a leading zero.
    private static func position(_ token: String) -> Int? {
        let digits = token.utf8
        guard digits.allSatisfy(JSONScanner.isDigit), digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
        return Int(token)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer's text, escaped.
    public var description: String {
        var text: [UInt8] = []
        for token in tokens {
            text.append(UInt8(ascii: "/"))
            for byte in token.utf8 {
                switch byte {
                case UInt8(ascii: "~"): text += [UInt8(ascii: "~"), UInt8(ascii: "0")]
                case UInt8(ascii: "/"): text += [UInt8(ascii: "~"), UInt8(ascii: "1")]
                default: text.append(byte)
                }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
