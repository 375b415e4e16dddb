/// What follows a dollar sign in a text whose variables are replaced, as Go's `os.Expand` reads it.
struct VariableReference {
    enum Kind {
        case name(ArraySlice<UInt8>)
        /// The dollar sign stands for itself.
        case dollar
        /// It is no reference, and is left out.
        case nothing
    }

    let kind: Kind

    /// How many bytes after the dollar sign belong to it.
    let length: Int

    /// - Parameter text: What follows the dollar sign.
    init(_ text: ArraySlice<UInt8>) {
        guard let first = text.first else {
            (kind, length) = (.dollar, 0)
            return
        }
        if first == UInt8(ascii: "{") {
            self = Self.braced(text.dropFirst())
        } else if Self.isSpecial(first) {
            (kind, length) = (.name(text.prefix(1)), 1)
        } else {
            let name = text.prefix { Self.isNamePart($0) }
            (kind, length) = (name.isEmpty ? .dollar : .name(name), name.count)
        }
    }

    private init(kind: Kind, length: Int) {
        self.kind = kind
        self.length = length
    }

    private static func braced(_ text: ArraySlice<UInt8>) -> VariableReference {
        if let first = text.first, isSpecial(first), text.dropFirst().first == UInt8(ascii: "}") {
            return VariableReference(kind: .name(text.prefix(1)), length: 3)
        }
        guard let end = text.firstIndex(of: UInt8(ascii: "}")) else { return VariableReference(kind: .nothing, length: 1) }
        let name = text[..<end]
        return VariableReference(kind: name.isEmpty ? .nothing : .name(name), length: name.count + 2)
    }

    /// The shell's own variables of one character.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte.isDigit || Array("*#$@!?-".utf8).contains(byte)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return byte == UInt8(ascii: "_") || byte.isDigit || (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
    }
}
