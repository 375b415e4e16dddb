import Events
import JSON
import Testing

@Suite struct SyncBracketsTests {
    private let prefix = "characters.stable.example.com/park/"

    private func told(_ inputs: [Input]) -> SyncBrackets.Complete? {
        var brackets = SyncBrackets()
        var complete: SyncBrackets.Complete?
        for input in inputs { complete = brackets.observe(input) ?? complete }
        return complete
    }

    private func owners(_ names: String...) -> [Input] {
        names.map { .event(Samples.event(1, key: prefix + $0)) }
    }

    @Test func aFullListTellsWhoIsThere() {
        let complete = told(
            [.event(Samples.sync(.started))] + owners("a", "b", "a") + [.event(Samples.sync(.completed, count: 2))])
        #expect(complete?.resource == Samples.characters)
        #expect(complete?.told == [prefix + "a", prefix + "b"])
    }

    @Test func anEmptyListIsAListToo() {
        #expect(told([.event(Samples.sync(.started)), .event(Samples.sync(.completed))])?.told == [])
    }

    @Test(arguments: [Input.malformed(line: 3, .notAnObject), .peerConnected, .peerLost(nil)])
    func aGapMakesItInconclusive(gap: Input) {
        let inputs = [.event(Samples.sync(.started))] + owners("a") + [gap, .event(Samples.sync(.completed, count: 1))]
        #expect(told(inputs) == nil)
    }

    @Test func anEndWithoutABeginningSaysNothing() {
        #expect(told(owners("a") + [.event(Samples.sync(.completed, count: 1))]) == nil)
    }

    @Test func fewerThanCountedSaysNothing() {
        #expect(told([.event(Samples.sync(.started))] + owners("a") + [.event(Samples.sync(.completed, count: 2))]) == nil)
    }

    @Test func changesAloneSayNothing() {
        #expect(
            told(
                [.event(Samples.sync(.started, .changed))] + owners("a") + [.event(Samples.sync(.completed, .changed, count: 1))])
                == nil)
        #expect(told([.event(Samples.sync(.started, .changed)), .event(Samples.sync(.completed, .all))]) == nil)
    }

    @Test func aNewBeginningForgetsTheOld() {
        let complete = told(
            [.event(Samples.sync(.started))] + owners("old") + [.event(Samples.sync(.started))] + owners("new")
                + [.event(Samples.sync(.completed, count: 1))])
        #expect(complete?.told == [prefix + "new"])
    }

    @Test func theBracketsOfASourceAreNobodys() {
        // The same resource is watched and a source, and whatever is told of the source says nothing of the owners.
        let inputs = [.event(Samples.source(.started))] + owners("a") + [.event(Samples.source(.completed))]
        #expect(told(inputs) == nil)
        let inside =
            [.event(Samples.sync(.started)), .event(Samples.source(.started))] + owners("a", "b")
            + [.event(Samples.source(.completed)), .event(Samples.sync(.completed, count: 2))]
        #expect(told(inside)?.told == [prefix + "a", prefix + "b"])
        let crossed =
            [.event(Samples.source(.started)), .event(Samples.sync(.started))] + owners("a")
            + [.event(Samples.source(.completed))]
        #expect(told(crossed) == nil)
        let late = [.event(Samples.sync(.started)), .event(Samples.source(.completed, .changed))] + owners("a")
        #expect(told(late + [.event(Samples.sync(.completed, count: 1))])?.told == [prefix + "a"])
    }

    @Test func resourcesAreListedSideBySide() {
        let other = ResourceReference(group: "", version: "v1", plural: "characters", kind: "Character", namespaced: true)
        var brackets = SyncBrackets()
        #expect(brackets.observe(Samples.sync(.started)) == nil)
        #expect(brackets.observe(Samples.sync(.started, other)) == nil)
        _ = brackets.observe(Samples.event(1, key: prefix + "a"))
        _ = brackets.observe(Samples.event(1, key: "characters/park/b"))
        #expect(brackets.isOpen)
        #expect(brackets.observe(Samples.sync(.completed, count: 1, other))?.told == ["characters/park/b"])
        #expect(brackets.observe(Samples.sync(.completed, count: 1))?.told == [prefix + "a"])
        #expect(!brackets.isOpen)
    }
}

extension Samples {
    /// A bracket of a source of the very resource that is watched.
    fileprivate static func source(_ phase: Sync.Phase, _ scope: Sync.Scope = .all) -> Event {
        Event(
            type: .sync, id: "s", source: "/fairlead/test/samples", time: "2026-01-02T03:04:05.000Z",
            data: Sync(phase: phase, resource: characters, scope: scope, source: "library").encoded())
    }

    fileprivate static func sync(_ phase: Sync.Phase, _ resource: ResourceReference) -> Event {
        sync(phase, .all, count: 0, resource)
    }
    fileprivate static func sync(_ phase: Sync.Phase, count: Int, _ resource: ResourceReference) -> Event {
        sync(phase, .all, count: count, resource)
    }
}
