import ArgumentParser
import Configuration

/// A duration on the command line, such as `10m`.
package struct DurationArgument: ExpressibleByArgument, Sendable {
    package let duration: Duration

    package init?(argument: String) {
        guard let duration = DurationText.parse(argument) else { return nil }
        self.duration = duration
    }
}
