/// What Go type the integers of a JSON document get.
public enum NumberReading: Sendable, Hashable {
    /// `int64`, as in an object from a Kubernetes API server; other numbers are `float64`.
    case integers

    /// `float64`, like every number that Go's encoding/json reads without being told a type.
    case floats
}
