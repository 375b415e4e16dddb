import Events
import Logging
import Synchronization

/// Tells people what was done, as kubectl does: a line an object.
///
/// What keeps failing in the same way is said once and then only to who asks for debug messages.
package final class Announcer: Sendable {
    private let logger: Logger
    private let failures = Mutex<[String: String]>([:])
    /// The digests of the owners' bundles of which it was said that they are not carried out as a whole.
    private let unmet = Mutex<[String: String]>([:])
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
        let level = isNews(owner, report) ? Logger.Level.error : .debug
        if let failure = report.failure {
            logger.log(
                level: level, "failed", metadata: ["owner": "\(owner.subject)", "attempt": "\(attempt)", "reason": "\(failure)"])
        }
        var lines = ""
        for object in report.objects {
            if object.result == .failed {
                logger.log(
                    level: level, "failed to \(object.action.rawValue)",
                    metadata: [
                        "object": "\(object.title)", "owner": "\(owner.subject)", "attempt": "\(attempt)",
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

    /// A piece of work is done but for something that its bundle asks for; said once for each bundle of an owner.
    ///
    /// - Parameter explanation: What is not done; nil if everything is.
    func unmet(_ explanation: String?, of work: Work) {
        let (key, digest) = (work.owner.key, work.digest)
        guard work.endsOwner || digest != nil else { return }
        let isNews = unmet.withLock { unmet in
            let known = unmet[key]
            unmet[key] = explanation == nil ? nil : digest
            return explanation != nil && known != digest
        }
        guard isNews, let explanation else { return }
        logger.warning(
            "a part of the rollout is not done",
            metadata: ["owner": "\(work.owner.subject)", "bundle": "\(digest ?? "")", "reason": "\(explanation)"])
    }

    /// Whether a report says anything that the one before it of this owner did not.
    private func isNews(_ owner: Owner, _ report: Report) -> Bool {
        let failure =
            report.failed ? ([report.failure] + report.objects.map(\.message)).compactMap { $0 }.joined(separator: "\n") : nil
        return failures.withLock { failures in
            defer { failures[owner.key] = failure }
            return failures[owner.key] != failure
        }
    }

    /// An owner could not be rendered, or changed templates are broken.
    func renderFailed(_ failed: RenderFailed) {
        guard let owner = failed.owner else {
            return logger.warning("the renderer's templates are broken", metadata: ["reason": "\(failed.error.message)"])
        }
        logger.warning(
            "not rendered; its objects stay as they are",
            metadata: ["owner": "\(owner.subject)", "reason": "\(failed.error.message)"])
    }
}
