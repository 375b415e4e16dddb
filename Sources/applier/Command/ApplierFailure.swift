import CommandLine
import Events

/// Why the applier ends before it is asked to.
enum ApplierFailure: ExitingError, CustomStringConvertible {
    /// Reading bundles or writing results failed.
    case link(LinkError)
    /// The input has ended, and so many owners kept failing.
    case givenUp(Int)

    var exitStatus: ExitStatus {
        switch self {
        case .link(.invalid): .usage
        case .link: .inputOutput
        case .givenUp: .failed
        }
    }

    var description: String {
        switch self {
        case .link(let error): error.description
        case .givenUp(let count): "\(count) \(count == 1 ? "owner" : "owners") could not be applied"
        }
    }
}
