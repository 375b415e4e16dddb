import Testing

@testable import Diagnostics

struct NearestNameTests {
    @Test(arguments: [
        ("wacher", "watcher"), ("wathcer", "watcher"), ("field-manager", "fieldManager"), ("FIELDMANAGER", "fieldManager"),
        ("field_manger", "fieldManager"), ("adress", "address"), ("resyn", "resync"),
    ])
    func aSlipOfThePenIsFound(written: String, meant: String) {
        #expect(NearestName.find(written, among: ["watcher", "fieldManager", "address", "resync", "x"]) == meant)
    }

    @Test(arguments: ["", "zzz", "completelyDifferent", String(repeating: "a", count: 10_000)])
    func whatIsFarFromEverythingIsNot(written: String) {
        #expect(NearestName.find(written, among: ["watcher", "fieldManager", "address"]) == nil)
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "", 3), ("abc", "abd", 1), ("abc", "acb", 1), ("kitten", "sitting", 3), ("ab", "ba", 1),
    ])
    func distanceCountsEdits(left: String, right: String, distance: Int) {
        #expect(NearestName.distance(Array(left.utf8), Array(right.utf8)) == distance)
        #expect(NearestName.distance(Array(right.utf8), Array(left.utf8)) == distance)
    }
}
