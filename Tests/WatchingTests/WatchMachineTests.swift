import Testing

@testable import Watching

/// A machine, and a clock that a test turns by hand.
private struct Bench {
    var machine: WatchMachine
    var now = Duration.zero

    init(streamsLists: Bool = false) { machine = WatchMachine(streamsLists: streamsLists) }

    mutating func feed(_ input: WatchInput, chance: Double = 0) -> [WatchAction] {
        machine.handle(input, at: now, chance: chance)
    }

    mutating func pass(_ duration: Duration) { now += duration }

    /// A machine that has listed up to version 10 and watches.
    static func watching() -> Bench {
        var bench = Bench()
        _ = bench.feed(.start)
        _ = bench.feed(.resolved)
        _ = bench.feed(.listed(resourceVersion: "10"))
        bench.pass(.seconds(60))
        return bench
    }
}

@Suite struct WatchMachineTests {
    @Test func resolvesThenListsThenWatchesFromTheList() {
        var bench = Bench()
        #expect(bench.feed(.start) == [.resolve])
        #expect(bench.feed(.resolved) == [.beginList, .list])
        #expect(
            bench.feed(.listed(resourceVersion: "10"), chance: 0.5) == [
                .endList, .ready(true), .watch(from: "10", timeoutSeconds: 450),
            ])
    }

    @Test(arguments: [(0.0, 300), (0.999, 599), (0.25, 375)])
    func theTimeoutIsRandomBetweenFiveAndTenMinutes(chance: Double, seconds: Int) {
        var bench = Bench.watching()
        #expect(bench.feed(.ended, chance: chance) == [.watch(from: "10", timeoutSeconds: seconds)])
    }

    @Test func anOrderlyEndResumesWhereTheWatchWas() {
        var bench = Bench.watching()
        #expect(bench.feed(.advanced(to: "17")) == [])
        #expect(bench.feed(.advanced(to: "23")) == [])
        #expect(bench.feed(.ended) == [.watch(from: "23", timeoutSeconds: 300)])
    }

    @Test func aWatchThatEndsAtOnceIsAFailure() {
        var bench = Bench.watching()
        _ = bench.feed(.ended)
        let text = "the API server ended the watch at once"
        #expect(
            bench.feed(.ended) == [
                .report(.unavailable(text, retryIn: .milliseconds(800), attempt: 1)), .wait(.milliseconds(800)),
            ])
        #expect(bench.feed(.waited) == [.watch(from: "10", timeoutSeconds: 300)])
    }

    @Test func anExpiredVersionIsListedAgainAtOnce() {
        var bench = Bench.watching()
        #expect(bench.feed(.failed(.gone)) == [.report(.relisting), .beginList, .list])
        #expect(
            bench.feed(.listed(resourceVersion: "40")) == [.endList, .ready(true), .watch(from: "40", timeoutSeconds: 300)])
    }

    @Test func aListThatIsTooOldAsSoonAsItIsReadIsWaitedOut() {
        var bench = Bench.watching()
        _ = bench.feed(.failed(.gone))
        _ = bench.feed(.listed(resourceVersion: "40"))
        bench.pass(.seconds(1))
        #expect(bench.feed(.failed(.gone)).last == .wait(.milliseconds(800)))
        bench.pass(.milliseconds(800))
        #expect(bench.feed(.waited) == [.beginList, .list])
    }

    @Test func anExpiredContinueTokenBeginsTheListAgain() {
        var bench = Bench()
        _ = bench.feed(.start)
        _ = bench.feed(.resolved)
        bench.pass(.seconds(300))
        #expect(bench.feed(.failed(.gone)) == [.report(.relisting), .beginList, .list])
    }

    @Test func failuresWaitLongerEachTimeUpToThirtySeconds() {
        var bench = Bench.watching()
        var waits: [Duration] = []
        for _ in 0..<8 {
            guard case .wait(let wait) = bench.feed(.failed(.unavailable("refused")), chance: 0.999).last else { return }
            waits.append(wait)
            bench.pass(wait)
            _ = bench.feed(.waited)
        }
        #expect(waits.count == 8)
        #expect(waits[0] > .milliseconds(1190) && waits[0] < .milliseconds(1200))
        #expect(waits[7] <= .seconds(30) && waits[7] > .seconds(29))
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func twoQuietMinutesForgetTheFailures() {
        var bench = Bench.watching()
        for _ in 0..<5 {
            _ = bench.feed(.failed(.unavailable("refused")))
            _ = bench.feed(.waited)
        }
        bench.pass(.seconds(121))
        #expect(bench.feed(.failed(.unavailable("refused"))).last == .wait(.milliseconds(800)))
    }

    @Test func aServerThatNamesAWaitGetsIt() {
        var bench = Bench.watching()
        #expect(
            bench.feed(.failed(.unavailable("too many requests", retryAfter: .seconds(7)))) == [
                .report(.unavailable("too many requests", retryIn: .seconds(7), attempt: 1)), .wait(.seconds(7)),
            ])
    }

    @Test func recoveryIsSaidOnce() {
        var bench = Bench.watching()
        _ = bench.feed(.failed(.unavailable("refused")))
        _ = bench.feed(.waited)
        #expect(bench.feed(.advanced(to: "11")) == [.report(.recovered), .ready(true)])
        #expect(bench.feed(.advanced(to: "12")) == [])
    }

    @Test func refusedCredentialsAreSaidOnceAndTriedAgain() {
        var bench = Bench()
        _ = bench.feed(.start)
        _ = bench.feed(.resolved)
        let text = "User \"nobody\" cannot list resource \"characters\""
        #expect(bench.feed(.failed(.refused(text))) == [.report(.refused(text)), .ready(false), .wait(.milliseconds(800))])
        #expect(bench.feed(.waited) == [.beginList, .list])
        #expect(bench.feed(.failed(.refused(text))) == [.wait(.milliseconds(1600))])
        _ = bench.feed(.waited)
        #expect(
            bench.feed(.listed(resourceVersion: "5")) == [
                .report(.recovered), .ready(true), .endList, .ready(true), .watch(from: "5", timeoutSeconds: 300),
            ])
    }

    @Test func aResourceThatIsNotThereYetIsSaidOnceAndWaitedFor() {
        var bench = Bench()
        _ = bench.feed(.start)
        #expect(bench.feed(.failed(.absent("no"))) == [.report(.absent("no")), .ready(false), .wait(.milliseconds(800))])
        for _ in 0..<10 {
            #expect(bench.feed(.waited) == [.resolve])
            let actions = bench.feed(.failed(.absent("no")))
            guard case .wait(let wait) = actions.last else { return }
            #expect(actions.count == 1)
            #expect(wait <= .seconds(5))
        }
        _ = bench.feed(.waited)
        #expect(bench.feed(.resolved) == [.report(.appeared), .beginList, .list])
    }

    @Test func aResourceThatWentAwayTakesItsObjectsWithItOnlyWhenThatIsCertain() {
        var bench = Bench.watching()
        #expect(bench.feed(.failed(.absent("404"))) == [.confirmAbsence])
        #expect(bench.feed(.absence(isCertain: false)) == [.wait(.milliseconds(800))])
        #expect(bench.feed(.waited) == [.resolve])
        #expect(bench.feed(.failed(.absent("404"))) == [.confirmAbsence])
        #expect(
            bench.feed(.absence(isCertain: true)) == [
                .tellAllGone, .report(.absent("it was deleted")), .ready(false), .wait(.milliseconds(1600)),
            ])
        #expect(bench.feed(.waited) == [.resolve])
        #expect(bench.feed(.failed(.absent("404"))).count == 1)
        _ = bench.feed(.waited)
        #expect(bench.feed(.resolved) == [.report(.appeared), .beginList, .list])
    }

    @Test func aResourceThatIsOnlyNotServedForAMomentIsListedAgain() {
        var bench = Bench.watching()
        _ = bench.feed(.failed(.absent("404")))
        _ = bench.feed(.absence(isCertain: false))
        _ = bench.feed(.waited)
        #expect(bench.feed(.resolved) == [.beginList, .list])
    }

    @Test func aStreamingListEndsAtItsBookmarkAndGoesOnAsTheWatch() {
        var bench = Bench(streamsLists: true)
        _ = bench.feed(.start)
        #expect(bench.feed(.resolved) == [.beginList, .streamList(timeoutSeconds: 300)])
        #expect(bench.feed(.initialEventsEnded(resourceVersion: "30")) == [.endList, .ready(true)])
        #expect(bench.feed(.advanced(to: "31")) == [])
        bench.pass(.seconds(400))
        #expect(bench.feed(.ended) == [.watch(from: "31", timeoutSeconds: 300)])
    }

    @Test(arguments: [WatchFailure.unsupported("forbidden parameter"), .refused("cannot watch")])
    func aServerWithoutStreamingListsIsListedInPages(failure: WatchFailure) {
        var bench = Bench(streamsLists: true)
        _ = bench.feed(.start)
        _ = bench.feed(.resolved)
        let actions = bench.feed(.failed(failure))
        #expect(Array(actions.dropFirst()) == [.beginList, .list])
        _ = bench.feed(.listed(resourceVersion: "1"))
        bench.pass(.seconds(60))
        #expect(bench.feed(.failed(.gone)) == [.report(.relisting), .beginList, .list])
    }

    @Test func streamingListsThatBreakTwiceAreGivenUp() {
        var bench = Bench(streamsLists: true)
        _ = bench.feed(.start)
        _ = bench.feed(.resolved)
        _ = bench.feed(.ended)
        #expect(bench.feed(.waited) == [.beginList, .streamList(timeoutSeconds: 300)])
        #expect(
            bench.feed(.ended) == [.report(.listsInPages("it ended streaming lists before their end")), .beginList, .list])
    }

    @Test func aWishToTellEverythingInterruptsAWatchAndAList() {
        var bench = Bench.watching()
        #expect(bench.feed(.relist) == [.beginList, .list])
        #expect(bench.feed(.relist) == [.beginList, .list])
        #expect(bench.feed(.advanced(to: "11")) == [])
    }

    @Test func aWishToTellEverythingDoesNotCutAWaitShort() {
        var bench = Bench.watching()
        _ = bench.feed(.failed(.unavailable("refused")))
        #expect(bench.feed(.relist) == [])
        #expect(bench.feed(.waited) == [.beginList, .list])
    }
}
