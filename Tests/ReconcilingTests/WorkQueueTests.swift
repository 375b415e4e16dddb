import Testing

@testable import Reconciling

@Suite struct WorkQueueTests {
    private var queue = WorkQueue<String>()

    @Test mutating func newerWorkReplacesWhatNobodyStartedOn() {
        #expect(queue.offer("old", for: "dory", at: .zero) == nil)
        #expect(queue.offer("new", for: "dory", at: .zero) == "old")
        #expect(queue.take(at: .zero)?.work == "new")
        #expect(queue.take(at: .zero) == nil)
    }

    @Test mutating func workOfOneKeyWaitsForTheRunningOne() {
        _ = queue.offer("first", for: "dory", at: .zero)
        #expect(queue.take(at: .zero)?.work == "first")
        _ = queue.offer("second", for: "dory", at: .zero)
        #expect(queue.take(at: .zero) == nil)
        #expect(queue.finish("dory", failed: false, at: .zero) == .replaced)
        #expect(queue.take(at: .zero)?.work == "second")
    }

    @Test mutating func whatFollowsStandsAtTheEndOfTheLineUnlessItFailedOrNewerWorkIsThere() {
        for key in ["a", "b"] { _ = queue.offer("apply", for: key, at: .zero) }
        _ = queue.take(at: .zero)
        #expect(queue.finish("a", failed: false, at: .zero, followedBy: "mark") == .followed)
        #expect([queue.take(at: .zero), queue.take(at: .zero)].map { $0?.work } == ["apply", "mark"])
        _ = queue.offer("newer", for: "b", at: .zero)
        #expect(queue.finish("b", failed: false, at: .zero, followedBy: "mark") == .replaced)
        #expect(queue.take(at: .zero)?.work == "newer")
        #expect(queue.finish("b", failed: true, at: .zero, followedBy: "mark") == .retry(at: .milliseconds(5)))
    }

    @Test mutating func differentKeysRunAtOnceInTheOrderOfTheirArrival() {
        for key in ["c", "a", "b"] { _ = queue.offer(key, for: key, at: .zero) }
        #expect([queue.take(at: .zero), queue.take(at: .zero), queue.take(at: .zero)].map { $0?.key } == ["c", "a", "b"])
        #expect(queue.running == 3)
    }

    @Test mutating func replacedWorkKeepsItsPlaceInTheLine() {
        _ = queue.offer("a1", for: "a", at: .zero)
        _ = queue.offer("b1", for: "b", at: .zero)
        _ = queue.offer("a2", for: "a", at: .zero)
        #expect(queue.take(at: .zero)?.work == "a2")
        #expect(queue.take(at: .zero)?.work == "b1")
    }

    @Test mutating func failuresOfOneKeyWaitTwiceAsLongEachTime() {
        _ = queue.offer("dory", for: "dory", at: .zero)
        var now = Duration.zero
        var waits: [Duration] = []
        for _ in 0..<20 {
            #expect(queue.take(at: now) != nil)
            guard case .retry(let due) = queue.finish("dory", failed: true, at: now) else { break }
            #expect(queue.take(at: due - .nanoseconds(1)) == nil)
            waits.append(due - now)
            now = due
        }
        let expected = (0..<20).map { min(Duration.milliseconds(5) * (1 << $0), .seconds(1000)) }
        #expect(waits == expected)
        #expect(queue.backingOff == 1)
    }

    @Test mutating func newerWorkEndsTheBackoffAndStartsAnew() {
        _ = queue.offer("bad", for: "dory", at: .zero)
        _ = queue.take(at: .zero)
        _ = queue.finish("dory", failed: true, at: .zero)
        #expect(queue.offer("good", for: "dory", at: .zero) == "bad")
        let ticket = queue.take(at: .zero)
        #expect(ticket?.work == "good")
        #expect(ticket?.attempt == 1)
        #expect(queue.backingOff == 0)
        #expect(queue.finish("dory", failed: false, at: .zero) == .idle)
        #expect(queue.take(at: .seconds(5000)) == nil)
        #expect(queue.isEmpty)
    }

    @Test mutating func aFailedKeyHoldsUpNobody() {
        _ = queue.offer("bad", for: "bad", at: .zero)
        _ = queue.take(at: .zero)
        _ = queue.finish("bad", failed: true, at: .zero)
        _ = queue.offer("good", for: "good", at: .zero)
        #expect(queue.take(at: .zero)?.key == "good")
    }

    @Test mutating func retriesOverAllKeysComeTenASecondAfterABurstOfAHundred() {
        for key in 0..<120 { _ = queue.offer("\(key)", for: "\(key)", at: .zero) }
        var waits: [Duration] = []
        while let ticket = queue.take(at: .zero) {
            if case .retry(let due) = queue.finish(ticket.key, failed: true, at: .zero) { waits.append(due) }
        }
        #expect(waits.prefix(100).allSatisfy { $0 == .milliseconds(5) })
        #expect(abs((waits.last ?? .zero) / .seconds(1) - 2) < 0.001)
    }

    @Test mutating func aBarrierIsPassedOnceEverythingBeforeItWasAttempted() {
        _ = queue.offer("a", for: "a", at: .zero)
        _ = queue.offer("b", for: "b", at: .zero)
        let barrier = queue.setBarrier()
        _ = queue.offer("c", for: "c", at: .zero)
        #expect(queue.passedBarriers() == [])
        _ = queue.take(at: .zero)
        _ = queue.finish("a", failed: true, at: .zero)
        #expect(queue.passedBarriers() == [])
        _ = queue.take(at: .zero)
        _ = queue.finish("b", failed: false, at: .zero)
        #expect(queue.passedBarriers() == [barrier])
        #expect(queue.passedBarriers() == [])
    }

    @Test mutating func aBarrierDoesNotWaitForWorkThatWasReplaced() {
        _ = queue.offer("a1", for: "a", at: .zero)
        let barrier = queue.setBarrier()
        _ = queue.offer("a2", for: "a", at: .zero)
        #expect(queue.passedBarriers() == [barrier])
    }

    @Test mutating func aBarrierBehindNothingIsPassedAtOnce() {
        let barrier = queue.setBarrier()
        #expect(queue.passedBarriers() == [barrier])
    }

    @Test mutating func whatWouldWaitTooLongIsGivenUp() {
        _ = queue.offer("dory", for: "dory", at: .zero)
        _ = queue.take(at: .zero)
        #expect(queue.finish("dory", failed: true, at: .zero, patience: .milliseconds(1)) == .givenUp)
        #expect(queue.isEmpty)
    }

    @Test mutating func givingUpTakesOnlyWhatIsDueLater() {
        for key in ["soon", "late"] {
            _ = queue.offer(key, for: key, at: .zero)
            _ = queue.take(at: .zero)
            _ = queue.finish(key, failed: true, at: key == "soon" ? .zero : .seconds(60))
        }
        #expect(queue.giveUp(after: .seconds(1)) == 1)
        #expect(queue.take(at: .seconds(100))?.key == "soon")
        _ = queue.finish("soon", failed: false, at: .seconds(100))
        #expect(queue.isEmpty)
    }

    @Test mutating func discardingLeavesWhatRuns() {
        _ = queue.offer("a", for: "a", at: .zero)
        _ = queue.take(at: .zero)
        _ = queue.offer("a2", for: "a", at: .zero)
        _ = queue.offer("b", for: "b", at: .zero)
        queue.discardWaiting()
        #expect(queue.take(at: .zero) == nil)
        #expect(queue.finish("a", failed: false, at: .zero) == .idle)
        #expect(queue.isEmpty)
    }

    @Test mutating func retriesThatAreReplacedLeaveNothingBehind() {
        for _ in 0..<20_000 {
            _ = queue.offer("fails", for: "dory", at: .zero)
            _ = queue.take(at: .zero)
            _ = queue.finish("dory", failed: true, at: .zero)
        }
        // However many there were, the next one waits no longer than any single key may.
        _ = queue.offer("fails", for: "nemo", at: .zero)
        _ = queue.take(at: .zero)
        #expect(queue.finish("nemo", failed: true, at: .zero) == .retry(at: .seconds(1000)))
        #expect(queue.backingOff == 2)
        #expect(queue.delayedCount < 100)
    }
}
