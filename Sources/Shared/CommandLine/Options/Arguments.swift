import ArgumentParser
import Configuration

extension LoggingConfiguration.Level: ExpressibleByArgument {}
extension LoggingConfiguration.Format: ExpressibleByArgument {}
extension DryRun: ExpressibleByArgument {}
extension GoTemplateEngine.MissingKey: ExpressibleByArgument {}
extension HelmConfiguration.ResourceValues: ExpressibleByArgument {}

extension ListenAddress: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(parsing: argument)
    }
}
