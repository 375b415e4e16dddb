import JSON
import Testing

@testable import Watching

private let changes = TellingMode(round: 1, tellsAll: false)

/// A custom resource in one state.
private func state(
    _ name: String = "thorin", uid: String = "1", version: Int, spec: Int = 0, annotated: Bool? = nil
) throws -> ObservedObject {
    let annotations = annotated == true ? #","annotations":{"managed":"yes"}"# : ""
    let text =
        #"{"apiVersion":"v1","kind":"C","metadata":{"name":"\#(name)","uid":"\#(uid)","resourceVersion":"\#(version)""#
        + #"\#(annotations)},"spec":\#(spec)}"#
    return try ObservedObject(
        RawJSON(validating: Array(text.utf8)), rules: ObservationRules(annotation: annotated == nil ? nil : "managed"),
        kind: ObjectKind(apiVersion: "v1", kind: "C"))
}

@Suite struct LedgerTests {
    @Test func tellsAnAdditionAnUpdateAndADeletion() throws {
        var ledger = Ledger()
        #expect(ledger.observe(try state(version: 1), changes).map(\.kind) == [.added])
        #expect(ledger.observe(try state(version: 2, spec: 5), changes).map(\.kind) == [.updated])
        let last = try state(version: 3, spec: 5)
        #expect(ledger.observeDeletion(of: last) == [Telling(.deleted, last.identity, object: last.object)])
        #expect(ledger.observeDeletion(of: last) == [])
        #expect(ledger.count == 0)
    }

    @Test func nothingIsToldTwice() throws {
        var ledger = Ledger()
        _ = ledger.observe(try state(version: 1), changes)
        #expect(ledger.observe(try state(version: 1), changes) == [])
        #expect(ledger.observe(try state(version: 9), changes) == [])
    }

    @Test func anOlderStateThanTheKnownOneIsNotTold() throws {
        var ledger = Ledger()
        _ = ledger.observe(try state(version: 9, spec: 2), changes)
        #expect(ledger.observe(try state(version: 4, spec: 1), changes) == [])
        #expect(ledger.observe(try state(version: 10, spec: 1), changes).map(\.kind) == [.updated])
    }

    @Test func theFilterHasLostromossTransitions() throws {
        var ledger = Ledger()
        #expect(ledger.observe(try state(version: 1, annotated: false), changes) == [], "never had it")
        #expect(ledger.observe(try state(version: 2, annotated: true), changes).map(\.kind) == [.added], "gains it")
        #expect(ledger.observe(try state(version: 3, spec: 1, annotated: true), changes).map(\.kind) == [.updated], "has it")
        let without = try state(version: 4, spec: 1, annotated: false)
        #expect(
            ledger.observe(without, changes) == [Telling(.deleted, without.identity, object: without.object, isFiltered: true)],
            "loses it")
        #expect(ledger.observe(try state(version: 5, spec: 2, annotated: false), changes) == [], "has lost it")
        #expect(ledger.observeDeletion(of: try state(version: 6, spec: 2, annotated: false)) == [])
        #expect(ledger.observe(try state(version: 7, annotated: true), changes).map(\.kind) == [.added], "gains it again")
    }

    @Test func aSuccessorOfTheSameNameIsToldAfterItsPredecessorsEnd() throws {
        var ledger = Ledger()
        _ = ledger.observe(try state(uid: "1", version: 1), changes)
        let told = ledger.observe(try state(uid: "2", version: 8), changes)
        #expect(told.map(\.kind) == [.deleted, .added])
        #expect(told.map(\.identity.uid) == ["1", "2"])
        #expect(told[0].object == nil)
        #expect(ledger.observeDeletion(of: try state(uid: "1", version: 9)) == [], "the predecessor's deletion comes late")
    }

    @Test func whatACompleteListDoesNotHoldIsGone() throws {
        var ledger = Ledger()
        ledger.beginList()
        for name in ["a", "b", "c"] { _ = ledger.observe(try state(name, uid: name, version: 1), changes) }
        #expect(ledger.missing() == [])
        ledger.beginList()
        _ = ledger.observe(try state("b", uid: "b", version: 1), changes)
        let missing = ledger.missing()
        #expect(Set(missing.map(\.name)) == ["a", "c"])
        #expect(missing.compactMap { ledger.forget($0)?.kind } == [.deleted, .deleted])
        #expect(ledger.count == 1)
        #expect(missing.compactMap { ledger.forget($0) } == [])
    }

    @Test func aRoundTellsEveryObjectOnce() throws {
        var ledger = Ledger()
        let first = TellingMode(round: 1, tellsAll: true)
        let second = TellingMode(round: 2, tellsAll: true)
        #expect(ledger.observe(try state("a", uid: "a", version: 1), first).map(\.kind) == [.added])
        #expect(ledger.observe(try state("a", uid: "a", version: 1), first) == [], "the list began again")
        _ = ledger.observe(try state("b", uid: "b", version: 2), changes)
        #expect(ledger.observe(try state("a", uid: "a", version: 1), second).map(\.kind) == [.resynced])
        #expect(ledger.observe(try state("b", uid: "b", version: 3, spec: 4), second).map(\.kind) == [.updated])
        #expect(ledger.observe(try state("c", uid: "c", version: 4), second).map(\.kind) == [.added])
        #expect(ledger.observe(try state("a", uid: "a", version: 1), second) == [])
    }

    @Test func anObjectAddedBetweenRoundsIsToldInTheNext() throws {
        for round in [UInt16(1), 2, 16_383, 16_384, 16_385, 65_535] {
            var ledger = Ledger()
            _ = ledger.observe(try state(version: 1), TellingMode(round: round, tellsAll: false))
            let next = TellingMode(round: round &+ 1, tellsAll: true)
            #expect(ledger.observe(try state(version: 1), next).map(\.kind) == [.resynced])
        }
    }
}
