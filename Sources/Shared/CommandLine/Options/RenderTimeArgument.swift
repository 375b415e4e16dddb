import ArgumentParser
import Configuration

/// What `now` is, on the command line: `creation`, or a duration such as `24h`.
package struct RenderTimeArgument: ExpressibleByArgument, Sendable {
    package let time: RenderTime

    package init?(argument: String) {
        guard let time = RenderTime(argument) else { return nil }
        self.time = time
    }
}
