import Testing

@testable import Watching

@Suite struct SyncBracketsTests {
    @Test func theFirstListIsABracketOfEverything() {
        var brackets = SyncBrackets(scopes: 1)
        let mode = brackets.mode(of: 0)
        #expect(mode.tellsAll)
        #expect(brackets.open(0, mode) == .started(all: true))
        #expect(brackets.open(0, mode) == nil, "the next page")
        #expect(brackets.close(0, mode, count: 3) == .completed(all: true, count: 3))
        #expect(brackets.isComplete)
    }

    @Test func aLaterListIsABracketOfChanges() {
        var brackets = SyncBrackets(scopes: 1)
        _ = brackets.open(0, brackets.mode(of: 0))
        _ = brackets.close(0, brackets.mode(of: 0), count: 3)
        let mode = brackets.mode(of: 0)
        #expect(!mode.tellsAll)
        #expect(brackets.open(0, mode) == .started(all: false))
        #expect(brackets.open(0, mode) == nil)
        #expect(brackets.close(0, mode, count: 4) == .completed(all: false, count: 4))
    }

    @Test func severalScopesShareOneBracket() {
        var brackets = SyncBrackets(scopes: 3)
        #expect(brackets.open(1, brackets.mode(of: 1)) == .started(all: true))
        #expect(brackets.open(0, brackets.mode(of: 0)) == nil)
        #expect(brackets.close(0, brackets.mode(of: 0), count: 2) == nil)
        let again = brackets.mode(of: 0)
        #expect(!again.tellsAll, "the scope lists again while another still tells everything")
        #expect(brackets.open(0, again) == nil)
        #expect(brackets.close(0, again, count: 2) == nil)
        #expect(brackets.close(1, brackets.mode(of: 1), count: 1) == nil)
        #expect(brackets.open(2, brackets.mode(of: 2)) == nil)
        #expect(brackets.close(2, brackets.mode(of: 2), count: 0) == .completed(all: true, count: 3))
    }

    @Test func overlappingListsOfChangesShareOneBracket() {
        var brackets = SyncBrackets(scopes: 2)
        for scope in 0..<2 {
            _ = brackets.open(scope, brackets.mode(of: scope))
            _ = brackets.close(scope, brackets.mode(of: scope), count: 1)
        }
        #expect(brackets.open(0, brackets.mode(of: 0)) == .started(all: false))
        #expect(brackets.open(1, brackets.mode(of: 1)) == nil)
        #expect(brackets.close(0, brackets.mode(of: 0), count: 1) == nil)
        #expect(brackets.close(1, brackets.mode(of: 1), count: 1) == .completed(all: false, count: 1))
    }

    @Test func aListThatBelongsToAnEarlierRoundClosesNothing() {
        var brackets = SyncBrackets(scopes: 1)
        let old = brackets.mode(of: 0)
        _ = brackets.open(0, old)
        brackets.beginRound()
        #expect(brackets.open(0, old) == nil)
        #expect(brackets.close(0, old, count: 5) == nil)
        #expect(!brackets.isComplete)
        let new = brackets.mode(of: 0)
        #expect(brackets.open(0, new) == .started(all: true))
        #expect(brackets.close(0, new, count: 5) == .completed(all: true, count: 5))
    }
}
