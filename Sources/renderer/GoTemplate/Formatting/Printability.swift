/// What Go calls printable: letters, marks, numbers, punctuation and symbols of Unicode 15, and the ASCII space.
package enum Printability {
    /// Go's `unicode.IsPrint`.
    package static func isPrintable(_ scalar: UInt32) -> Bool {
        if scalar < 0x7F { return scalar >= 0x20 }
        guard let scalar = Unicode.Scalar(scalar) else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
            return false
        default:
            guard let age = scalar.properties.age else { return false }
            return age <= (15, 0)
        }
    }
}
