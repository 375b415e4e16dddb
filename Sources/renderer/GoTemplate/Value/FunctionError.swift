/// Why a function could not answer: the text of the error that Go's function would return.
///
/// The executor puts the place and the function's name before it: `error calling index: MESSAGE`.
public struct FunctionError: Error, Sendable, Hashable {
    /// What Go's error says.
    public let message: String

    public init(_ message: String) {
        self.message = message
    }
}

extension FunctionError: CustomStringConvertible {
    public var description: String { message }
}
