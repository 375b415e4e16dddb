/// What templates may learn of the machine that renders them.
public struct SprigPermissions: OptionSet, Sendable {
    /// A bit for each permission.
    public let rawValue: Int

    /// Permissions by their bits.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The process's environment variables.
    public static let environment = SprigPermissions(rawValue: 1)

    /// The addresses of hosts.
    public static let network = SprigPermissions(rawValue: 2)
}
