import Encoding
import JSON

/// What YAML 1.1's scalars are, as go-yaml v2's `resolve` decides.
enum ScalarResolution: Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// An integer above Int64's greatest.
    case unsigned(UInt64)
    case float(Double)
    case timestamp
    case string

    /// What a plain scalar without a tag is.
    init(plain text: String) {
        self =
            text.utf8.withContiguousStorageIfAvailable { ScalarResolution(plain: $0, triesTimestamp: true) }
            ?? Array(text.utf8).withUnsafeBufferPointer { ScalarResolution(plain: $0, triesTimestamp: true) }
    }

    /// What a plain scalar without a tag is.
    @inline(__always)
    init(plain text: UnsafeBufferPointer<UInt8>) {
        if let first = text.first, ScalarResolution.beginsString(first) {
            self = .string
        } else {
            self.init(plain: text, triesTimestamp: true)
        }
    }

    /// Whether a byte is a letter that none of the words begins with, of whatever case.
    @inline(__always)
    static func beginsString(_ byte: UInt8) -> Bool {
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        // A bit for each letter but f, n, o, t and y.
        let letters: UInt32 = 0b10_1111_0111_1001_1111_1101_1111
        return letter < 26 && letters &>> UInt32(letter) & 1 == 1
    }

    private init(plain text: UnsafeBufferPointer<UInt8>, triesTimestamp: Bool) {
        guard let first = text.first else {
            self = .null
            return
        }
        switch first {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            if let integer = ScalarResolution.digits(text) {
                self = .integer(integer)
            } else if let special = ScalarResolution.word(text) {
                self = special
            } else if triesTimestamp, Timestamp.matches(text) {
                self = .timestamp
            } else {
                self = GoNumber.integerOrFloat(text) ?? .string
            }
        case UInt8(ascii: "."):
            self = ScalarResolution.word(text) ?? GoNumber.fraction(text).map(ScalarResolution.float) ?? .string
        case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"),
            UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "~"):
            self = ScalarResolution.word(text) ?? .string
        default:
            self = .string
        }
    }

    /// What up to 18 digits say, the first of which is not zero unless it is alone.
    private static func digits(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count <= 18, text[0] != UInt8(ascii: "0") || text.count == 1 else { return nil }
        var value: Int64 = 0
        for byte in text {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }

    /// The words that YAML 1.1 gives a meaning.
    private static func word(_ text: UnsafeBufferPointer<UInt8>) -> ScalarResolution? {
        text.count <= 5 && beginsWord(text) ? words[packed(text)] : nil
    }

    /// Whether one of the words has the same first two letters, of whatever case; true of what begins with something else.
    private static func beginsWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count > 1 else { return true }
        return switch (text[0] | 0x20, text[1] | 0x20) {
        case (UInt8(ascii: "y"), let second): second == UInt8(ascii: "e")
        case (UInt8(ascii: "n"), let second): second == UInt8(ascii: "o") || second == UInt8(ascii: "u")
        case (UInt8(ascii: "t"), let second): second == UInt8(ascii: "r")
        case (UInt8(ascii: "f"), let second): second == UInt8(ascii: "a")
        case (UInt8(ascii: "o"), let second): second == UInt8(ascii: "n") || second == UInt8(ascii: "f")
        default: true
        }
    }

    private static let words: [UInt64: ScalarResolution] = {
        let meanings: [(String, ScalarResolution)] = [
            ("y Y yes Yes YES true True TRUE on On ON", .bool(true)),
            ("n N no No NO false False FALSE off Off OFF", .bool(false)),
            ("~ null Null NULL", .null), (".nan .NaN .NAN", .float(.nan)),
            (".inf .Inf .INF +.inf +.Inf +.INF", .float(.infinity)), ("-.inf -.Inf -.INF", .float(-.infinity)),
        ]
        var words: [UInt64: ScalarResolution] = [:]
        for (spellings, meaning) in meanings {
            for word in spellings.split(separator: " ") { words[packed(word.utf8)] = meaning }
        }
        return words
    }()

    /// Up to eight bytes as one number.
    private static func packed(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    static func == (left: ScalarResolution, right: ScalarResolution) -> Bool {
        switch (left, right) {
        case (.null, .null), (.timestamp, .timestamp), (.string, .string): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.unsigned(let left), .unsigned(let right)): left == right
        case (.float(let left), .float(let right)): left == right || (left.isNaN && right.isNaN)
        default: false
        }
    }
}

extension ScalarResolution {
    /// What a scalar is that may have a tag.
    private init(_ scalar: Event.Scalar, tag: String) throws(YAMLError.Reason) {
        let isTimestamp = tag == "timestamp"
        let resolved = scalar.text.utf8.withContiguousStorageIfAvailable {
            ScalarResolution(plain: $0, triesTimestamp: isTimestamp)
        }
        self = tag == "str" ? .string : resolved ?? ScalarResolution(plain: scalar.text)
        switch (tag, self) {
        case ("str", _), ("null", .null), ("bool", .bool), ("int", .integer), ("int", .unsigned), ("float", .float),
            ("timestamp", .timestamp):
            return
        case ("float", .integer(let value)):
            self = .float(Double(value))
        default:
            throw .wrongTag(value: scalar.text, tag: "!!" + tag)
        }
    }

    /// The node that a scalar is.
    static func node(of scalar: Event.Scalar, at mark: YAMLMark) throws(YAMLFault) -> ComposedNode {
        let prefix = "tag:yaml.org,2002:"
        var node: ComposedNode
        do throws(YAMLError.Reason) {
            if let tag = scalar.tag {
                let short = tag.hasPrefix(prefix) ? String(tag.dropFirst(prefix.count)) : ""
                switch short {
                case "str", "bool", "int", "float", "null", "timestamp":
                    node = try ScalarResolution(scalar, tag: short).node(of: scalar.text, at: mark)
                case "binary":
                    guard let decoded = Base64.bytes(scalar.text) else { throw .invalidBinary }
                    node = ScalarResolution.string.node(of: String(repairing: decoded), at: mark)
                default:
                    node = ScalarResolution.string.node(of: scalar.text, at: mark)
                }
            } else {
                let resolution = scalar.isPlain ? ScalarResolution(plain: scalar.text) : .string
                node = resolution.node(of: scalar.text, at: mark)
            }
        } catch {
            throw YAMLFault(error, mark)
        }
        if scalar.text == "<<", scalar.isPlain || scalar.tag == prefix + "merge" { node.key = .merge }
        return node
    }

    /// The node as sigs.k8s.io/yaml sees it: as a value and as a key.
    func node(of text: String, at mark: YAMLMark) -> ComposedNode {
        switch self {
        case .null:
            return ComposedNode(value: .null, mark: mark, key: .invalid("null"))
        case .bool(let value):
            return ComposedNode(value: .bool(value), mark: mark, key: .string(value ? "true" : "false"))
        case .integer(let value):
            return ComposedNode(value: .integer(value), mark: mark, key: .string(String(value)))
        case .unsigned(let value):
            let number = JSONNumber(text: String(value)).map(JSONValue.number) ?? .null
            return ComposedNode(value: number, mark: mark, key: .invalid("an integer of more than 63 bits"))
        case .float(let value):
            // Keys are written with the precision of 32 bits.
            let key = ComposedNode.Key.string(GoNumber.text(of: Float(value)))
            guard let number = JSONNumber(value) else {
                return ComposedNode(value: .null, mark: mark, key: key, unrepresentable: text)
            }
            let integer = number.text == "-0" ? nil : Int64(number.text)
            return ComposedNode(value: integer.map(JSONValue.integer) ?? .number(number), mark: mark, key: key)
        case .timestamp, .string:
            return ComposedNode(value: .string(text), mark: mark, key: .string(text))
        }
    }
}

extension YAMLError.Reason: Error {}
