/// What a template gets for a key that a map does not have: Go's option `missingkey`.
public enum MissingKey: Sendable, Hashable {
    /// No value: printed as `<no value>`, and fields of it are none either. Go's `default` and `invalid`.
    case noValue

    /// The zero value of the map's values.
    case zero

    /// An error.
    case error
}
