import Operations
import Testing

struct HealthTests {
    @Test func aProgramIsReadyOnceItStartedAndItsPartsAre() {
        let health = Health()
        #expect(!health.readiness().isReady)
        health.start()
        #expect(health.readiness().isReady)
        health.set("watch/things", .waiting("listing"))
        #expect(!health.readiness().isReady)
        health.set("watch/things", .ready)
        #expect(health.readiness().isReady)
        health.stop()
        #expect(!health.readiness().isReady)
        #expect(health.liveness().isLive)
    }

    @Test func onlyAFinalFailureEndsLiveness() {
        let health = Health()
        health.set("a", .waiting("no connection"))
        #expect(health.liveness().isLive)
        health.set("b", .failed("the thread ended"))
        #expect(!health.liveness().isLive)
        health.remove("b")
        #expect(health.liveness().isLive)
    }
}
