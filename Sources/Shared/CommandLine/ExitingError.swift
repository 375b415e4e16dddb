/// An error that knows what the program exits with.
package protocol ExitingError: Error {
    /// The status that the program exits with where nothing handles the error.
    var exitStatus: ExitStatus { get }
}
