import TestSupport
import Testing

@testable import Watching

private func identity(_ number: Int, name: String? = nil, uid: String? = nil) -> ObjectIdentity {
    let tail = String(number, radix: 16)
    let padded = String(repeating: "0", count: 12 - tail.utf8.count) + tail
    return ObjectIdentity(
        namespace: "default", name: name ?? "character-\(number)", uid: uid ?? "9d2b3d0e-3f3f-4a46-9b1c-\(padded)",
        resourceVersion: "\(1000 + number)")
}

@Suite struct KnownObjectsTests {
    @Test func findsWhatWasInsertedAndNothingElse() {
        var known = KnownObjects()
        #expect(known.find("default/character-1") == nil)
        for number in 0..<1000 { _ = known.insert(identity(number), digest: UInt64(number)) }
        #expect(known.count == 1000)
        for number in 0..<1000 {
            guard let handle = known.find("default/character-\(number)") else {
                Issue.record("character-\(number) is not known")
                continue
            }
            #expect(known.identity(of: handle) == identity(number))
            #expect(known[handle].digest == UInt64(number))
        }
        #expect(known.find("default/character-1000") == nil)
        #expect(known.find("other/character-1") == nil)
    }

    @Test func removalsInAnyOrderLeaveTheOthersFindable() {
        var known = KnownObjects()
        var expected: Set<Int> = []
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let number = Int.random(in: 0..<700, using: &generator)
            if expected.contains(number), let handle = known.find("default/character-\(number)") {
                known.remove(handle)
                expected.remove(number)
            } else {
                _ = known.insert(identity(number), digest: 1)
                expected.insert(number)
            }
        }
        #expect(known.count == expected.count)
        #expect(Set(known.identities { _ in true }) == Set(expected.map { identity($0) }))
        for number in 0..<700 { #expect((known.find("default/character-\(number)") != nil) == expected.contains(number)) }
    }

    @Test func emptyingTheTableGivesItsMemoryBack() {
        var known = KnownObjects()
        for number in 0..<20_000 { _ = known.insert(identity(number), digest: 1) }
        let full = known.allocatedBytes
        for number in 0..<20_000 {
            guard let handle = known.find("default/character-\(number)") else { continue }
            known.remove(handle)
        }
        #expect(known.count == 0)
        #expect(known.allocatedBytes < full / 8)
    }

    @Test(arguments: [("usual names", 30), ("the longest names", 253)])
    func anObjectTakesLessThan400Bytes(_: String, length: Int) {
        var known = KnownObjects()
        for number in 0..<10_000 {
            let tail = "\(number)"
            let name = String(repeating: "n", count: length - tail.utf8.count) + tail
            let namespace = String(repeating: "s", count: length > 100 ? 63 : 10)
            var identity = identity(number, name: name)
            identity.namespace = namespace
            _ = known.insert(identity, digest: 1)
        }
        #expect(known.count == 10_000)
        #expect(known.allocatedBytes / known.count < (length > 100 ? 400 : 130))
    }

    @Test func aUidThatIsNoUUIDAndAVersionThatIsNoNumberAreKept() throws {
        var known = KnownObjects()
        var odd = identity(1, uid: "ABC/определённо-не-uuid")
        odd.resourceVersion = "v1.7-α"
        let inserted = known.insert(odd, digest: 1)
        let handle = try #require(inserted)
        #expect(known.identity(of: handle).uid == odd.uid)
        #expect(known[handle].uid == PackedUID(odd.uid))
        #expect(known[handle].version == PackedVersion("v1.7-α"))
        #expect(known[handle].version != PackedVersion("v1.8-α"))
    }

    @Test func aKeyOfAbsurdLengthIsNotTaken() {
        var known = KnownObjects()
        let inserted = known.insert(identity(1, name: String(repeating: "x", count: 5000)), digest: 1)
        #expect(inserted == nil)
        #expect(known.count == 0)
    }

    @Test(arguments: [
        ("9", "10", true), ("10", "9", false), ("10", "10", false), ("a", "b", false), ("010", "11", false), ("9", "b", false),
    ])
    func onlyNumbersHaveAnOrder(older: String, newer: String, expected: Bool) {
        #expect(PackedVersion(older).isOlder(than: PackedVersion(newer)) == expected)
    }
}
