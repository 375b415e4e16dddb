import Testing

@testable import Reconciling

@Suite struct RosterTests {
    private let roster = Roster()

    @Test func whoWasToldSinceTheBeginningIsNotGone() throws {
        roster.tell("old")
        roster.begin(Fixture.characters)
        roster.tell("new")
        let round = try #require(roster.complete(Fixture.characters))
        #expect(roster.wasTold("new", since: round))
        #expect(!roster.wasTold("old", since: round))
        #expect(!roster.wasTold("never", since: round))
    }

    @Test func anEndWithoutItsBeginningTellsNothing() {
        #expect(roster.complete(Fixture.characters) == nil)
        roster.begin(Fixture.characters)
        roster.abandon()
        #expect(roster.complete(Fixture.characters) == nil)
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
