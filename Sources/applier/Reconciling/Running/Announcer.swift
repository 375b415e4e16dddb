import Events
import Logging

/// Tells people what was done, as kubectl does: a line an object.
package struct Announcer: Sendable {
    private let logger: Logger
    private let print: (@Sendable ([UInt8]) -> Void)?

    /// - Parameters:
    ///   - logger: Logs failures; and the rest too where nothing prints.
    ///   - print: Writes whole lines for people; nil where everything is to be in the log's format.
    package init(logger: Logger, print: (@Sendable ([UInt8]) -> Void)?) {
        self.logger = logger
        self.print = print
    }

    /// A piece of work on an owner is done.
    func done(_ owner: Owner, _ report: Report, attempt: Int) {
        if let failure = report.failure {
            logger.error("failed", metadata: ["owner": "\(owner.subject)", "attempt": "\(attempt)", "reason": "\(failure)"])
        }
        var lines = ""
        for object in report.objects {
            if object.result == .failed {
                logger.error(
                    "failed to \(object.action.rawValue)",
                    metadata: [
                        "object": "\(object.key)", "owner": "\(owner.subject)", "attempt": "\(attempt)",
                        "reason": "\(object.message ?? "unknown")",
                    ])
            } else if print == nil {
                logger.info(
                    "\(object.result.rawValue)", metadata: ["object": "\(object.key)", "owner": "\(owner.subject)"])
            } else if object.result != .unchanged || object.message != nil {
                lines += "\(object.spoken)\n"
            }
        }
        guard let print, logger.logLevel <= .info else { return }
        if report.isUnchanged && !report.objects.isEmpty {
            lines += "\(owner.subject) unchanged (\(report.objects.count) \(report.objects.count == 1 ? "object" : "objects"))\n"
        }
        if !lines.isEmpty { print(Array(lines.utf8)) }
    }

    /// An owner could not be rendered.
    func renderFailed(_ failed: RenderFailed) {
        logger.warning(
            "not rendered; its objects stay as they are",
            metadata: ["owner": "\(failed.owner.subject)", "reason": "\(failed.error.message)"])
    }
}
