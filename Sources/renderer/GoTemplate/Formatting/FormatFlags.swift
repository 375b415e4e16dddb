/// What stands between the percent sign and the verb of a format directive.
struct FormatFlags {
    var width: Int?
    var precision: Int?
    /// `-`: pads on the right.
    var minus = false
    /// `+`: always a sign; `%+q` is ASCII only.
    var plus = false
    /// `#`: the alternate format.
    var sharp = false
    /// A space: leaves room for a sign; separates the bytes of `% x`.
    var space = false
    /// `0`: pads with zeros.
    var zero = false
    /// The plus sign of `%+v`: struct fields with their names.
    var plusV = false
    /// The sharp sign of `%#v`: Go syntax.
    var sharpV = false
}
