/// The letter that ends a format directive and says how its argument is printed.
struct FormatVerb: Equatable {
    /// The code point; U+FFFD for what is not UTF-8.
    let scalar: UInt32

    /// The letter, if it is one of ASCII.
    var letter: UInt8? { UInt8(exactly: scalar) }

    static let v = FormatVerb(scalar: 0x76)
}

/// Matches a verb with a letter: `case "d": ...`.
func ~= (letter: Unicode.Scalar, verb: FormatVerb) -> Bool {
    letter.value == verb.scalar
}
