import Events
import Logging
import Operations
import Synchronization
import Unix

/// What a worker does with each piece of work.
extension Applier {
    /// Works on one owner after another until nothing is left.
    func work() async {
        while let ticket = await dispatcher.next() {
            metrics.taken(after: ticket.waited)
            tellGauge()
            let start = ContinuousClock.now
            let report = await perform(ticket.work)
            // Nothing is handed out any more: what is owed is paid at once.
            if report.owesMarks, dispatcher.isStopped { _ = await parts.target.mark(ticket.work.owner) }
            let duration = ContinuousClock.now - start
            metrics.finished(in: duration, failed: report.failed)
            let unmet = ticket.work.unmetRollout
            parts.announcer.unmet(unmet, of: ticket.work)
            if !report.isSilent {
                count(ticket.work, report)
                await tell(ticket, report, unmet: unmet, duration)
            }
            settle(ticket.work, report)
            finish(ticket, report)
            rest()
        }
    }

    /// Gives memory back when a rush is over: what many owners took for a moment would stay with the process.
    private func rest() {
        let rush = 500
        guard doneSinceRelease.add(1, ordering: .relaxed).newValue >= rush, dispatcher.isEmpty,
            doneSinceRelease.exchange(0, ordering: .relaxed) >= rush
        else { return }
        ResidentMemory.release()
    }

    private func perform(_ work: Work) async -> Report {
        switch work {
        case .apply(let bundle, _): await parts.target.apply(bundle)
        case .mark(let owner, _): await parts.target.mark(owner)
        case .tearDown(let teardown, _): await parts.target.tearDown(teardown)
        case .tearDownOrphan(let owner): await parts.target.tearDownOrphan(owner)
        }
    }

    private func count(_ work: Work, _ report: Report) {
        let operation: ReleaseMetrics.Operation =
            work.endsOwner ? .delete : roster.isManaged(work.owner.key) ? .update : .create
        guard !report.failed else { return metrics.releases.failed(operation) }
        switch operation {
        case .create: metrics.releases.created()
        case .update: metrics.releases.updated()
        case .delete: metrics.releases.deleted()
        }
    }

    private func settle(_ work: Work, _ report: Report) {
        guard !report.failed else { return }
        if work.endsOwner { roster.dismiss(work.owner.key) } else { roster.manage(work.owner.key) }
        metrics.releases.managed(roster.managed)
    }

    /// - Parameter unmet: What the bundle asks for and is not done.
    private func tell(_ ticket: Dispatcher<Work>.Ticket, _ report: Report, unmet: String?, _ duration: Duration) async {
        let work = ticket.work
        let phase: ResultData.Phase = report.failed ? .failed : work.endsOwner ? .tornDown : .applied
        parts.announcer.done(work.owner, report, attempt: ticket.attempt)
        let sentences = [report.summary, unmet].compactMap { $0 }
        await send(
            result(
                of: work, phase: phase, attempt: ticket.attempt,
                message: sentences.isEmpty ? nil : sentences.joined(separator: "; "), objects: report.objects.map(\.told),
                duration: duration))
    }

    /// Tells that work was never done, as newer work of the same owner came.
    func tellSuperseded(_ work: Work) async {
        await send(result(of: work, phase: .superseded, attempt: 1, message: nil, objects: [], duration: .zero))
    }

    private func result(
        of work: Work, phase: ResultData.Phase, attempt: Int, message: String?, objects: [ObjectResult], duration: Duration
    ) -> Event {
        let owner = work.owner
        let data = ResultData(
            owner: owner, bundle: work.digest, phase: phase, attempt: attempt, message: message, objects: objects,
            durationMilliseconds: duration.wholeMilliseconds)
        return parts.composer.event(
            .result, subject: owner.subject, partitionKey: owner.key, causationID: work.cause?.id,
            traceparent: work.cause?.traceparent, data: data.encoded())
    }

    private func finish(_ ticket: Dispatcher<Work>.Ticket, _ report: Report) {
        let next: Work? = if report.owesMarks, let cause = ticket.work.cause { .mark(ticket.work.owner, cause) } else { nil }
        switch dispatcher.finish(ticket, failed: report.failed, followedBy: next) {
        case .followed: metrics.added()
        case .retry: metrics.retried()
        case .givenUp:
            parts.logger.error(
                "gave up on an owner: the input has ended and it keeps failing",
                metadata: ["owner": "\(ticket.key)", "attempts": "\(ticket.attempt)"])
        case .idle, .replaced: break
        }
        tellGauge()
    }

    private func tellGauge() {
        let gauge = dispatcher.gauge
        metrics.queue(depth: gauge.depth, running: gauge.running)
    }
}
