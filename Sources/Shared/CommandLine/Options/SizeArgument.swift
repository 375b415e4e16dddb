import ArgumentParser
import Configuration

/// A size in bytes on the command line, such as `16Mi`.
package struct SizeArgument: ExpressibleByArgument, Sendable {
    package let bytes: Int

    package init?(argument: String) {
        guard let bytes = ByteSize.parse(argument) else { return nil }
        self.bytes = bytes
    }
}
