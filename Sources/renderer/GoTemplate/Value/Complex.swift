/// A Go complex number.
public struct Complex: Sendable, Hashable {
    /// The real part.
    public var real: Double
    /// The imaginary part.
    public var imaginary: Double

    /// Whether it is a `complex64`, of two `float32`, instead of a `complex128`.
    public var isSingle: Bool

    /// A number of two parts.
    public init(real: Double, imaginary: Double, isSingle: Bool = false) {
        self.real = real
        self.imaginary = imaginary
        self.isSingle = isSingle
    }
}
