/// The secret that random values derive from. It shows itself to nobody.
public struct RandomSeed: Sendable, Equatable {
    /// How many bytes a seed must have.
    public static let minimumBytes = 32

    /// A seed that everyone knows: values derived from it are no secrets.
    public static let insecure = RandomSeed(unchecked: Array("fairlead.dev/insecure-seed: no secret at all".utf8))

    let bytes: [UInt8]

    /// Nil if the bytes are fewer than ``minimumBytes``.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.minimumBytes else { return nil }
        self.bytes = bytes
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension RandomSeed: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Not the seed.
    public var description: String { "<redacted>" }
    /// Not the seed.
    public var debugDescription: String { "<redacted>" }
    /// Nothing of the seed.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
