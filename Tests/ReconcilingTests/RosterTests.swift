import Testing

@testable import Reconciling

@Suite struct RosterTests {
    private let roster = Roster()

    @Test func whoWasToldSinceARoundBeganIsNotGone() {
        roster.tell("old")
        let round = roster.beginRound()
        roster.tell("new")
        #expect(roster.wasTold("new", since: round))
        #expect(!roster.wasTold("old", since: round))
        #expect(!roster.wasTold("never", since: round))
    }

    @Test func countsOwnersThatHaveSomething() {
        roster.tell("a")
        #expect(!roster.isManaged("a"))
        roster.manage("a")
        roster.manage("a")
        roster.manage("b")
        #expect(roster.managed == 2)
        #expect(roster.isManaged("a"))
        roster.dismiss("a")
        roster.dismiss("a")
        #expect(roster.managed == 1)
    }
}
