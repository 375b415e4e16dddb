import JSON
import Testing

/// Objects keep the order of their members, whatever is added, replaced or removed, and copies do not see each other's changes.
@Suite struct ObjectTests {
    @Test func keepsTheFirstPlaceAndTheLastValueOfARepeatedKey() throws {
        let value = try JSONValue(parsing: #"{"a":1,"b":2,"a":3,"c":4,"b":5}"#)
        #expect(value.text() == #"{"a":3,"b":5,"c":4}"#)
        let keys = (0..<40).map { "\"k\($0 % 20)\":\($0)" }.joined(separator: ",")
        let many = try JSONValue(parsing: "{\(keys)}")
        #expect(many.objectValue?.count == 20)
        #expect(many["k3"] == 23)
        #expect(many.objectValue?.keys.first == "k0")
        #expect(JSONObject([("a", 1), ("b", 2), ("a", 3)]) == ["a": 3, "b": 2])
    }

    @Test(arguments: [3, 16, 17, 100])
    func membersAreAddedReplacedAndRemoved(count: Int) {
        var object = JSONObject()
        for number in 0..<count { object["k\(number)"] = .integer(Int64(number)) }
        let before = object
        object["k1"] = "replaced"
        #expect(object.removeValue(forKey: "k0") == 0)
        #expect(object.removeValue(forKey: "k0") == nil)
        object["k2"] = nil
        object["new"] = true
        #expect(object.count == count - 1)
        #expect(object["k0"] == nil && object["k1"] == "replaced" && object["k2"] == nil && object["new"] == true)
        #expect(object.keys.first == "k1" && object.keys.last == "new")
        #expect(object.index(ofKey: "k1") == 0)
        for number in 3..<max(count, 3) { #expect(object["k\(number)"] == .integer(Int64(number))) }
        #expect(before.count == count && before["k0"] == 0 && before["k1"] == 1)
    }

    @Test(arguments: [0, 15, 16, 40])
    func aMemberIsAppendedOnce(count: Int) {
        var object = JSONObject()
        for number in 0..<count { _ = object.append("k\(number)", .integer(Int64(number))) }
        let before = object
        let answers = [object.append("new", 1), object.append("new", 2)]
        #expect(answers == [true, false])
        #expect(object["new"] == 1 && object.keys.last == "new" && object.count == count + 1)
        #expect(before.count == count && before["new"] == nil)
    }

    @Test func changesReachDeepWithoutTouchingCopies() {
        var value: JSONValue = ["spec": ["list": [1, 2], "name": "x"], "other": [:]]
        let copy = value
        value["spec"]?["name"] = "y"
        value["spec"]?["new"] = ["deep": nil]
        value["other"] = nil
        #expect(value == ["spec": ["list": [1, 2], "name": "y", "new": ["deep": nil]]])
        #expect(copy == ["spec": ["list": [1, 2], "name": "x"], "other": [:]])
        #expect(value["spec"]?["list"]?[1] == 2)
        #expect(value["spec"]?["list"]?[2] == nil)
        #expect(value["spec"]?["list"]?[-1] == nil)
        #expect(value["none"]?["name"] == nil)
    }

    @Test func equalityAndHashesRegardTheOrderAsNothing() {
        let left: JSONValue = ["a": 1, "b": [1, 2], "c": ["d": 1.5, "e": nil]]
        let right: JSONValue = ["c": ["e": nil, "d": 1.5], "b": [1, 2], "a": 1]
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(left != ["a": 1, "b": [2, 1], "c": ["d": 1.5, "e": nil]])
        #expect(JSONValue.object(["a": 1]) != ["a": 1, "b": 2])
        #expect(JSONValue.object(["a": 1]) != ["b": 1])
    }

    @Test func keysAreComparedByTheirBytes() {
        let object: JSONObject = ["\u{e9}": 1, "e\u{301}": 2]
        #expect(object.count == 2)
        #expect(object["\u{e9}"] == 1)
        #expect(object["e\u{301}"] == 2)
    }

    @Test func mergingJoinsObjectsAndReplacesEverythingElse() {
        var object: JSONObject = ["a": ["b": 1, "c": [1]], "d": 1, "e": ["f": 1]]
        object.merge(["a": ["c": [2], "g": .null], "d": ["h": 1], "e": 2, "i": 3])
        #expect(object == ["a": ["b": 1, "c": [2], "g": .null], "d": ["h": 1], "e": 2, "i": 3])
    }

    @Test func growsInTimeThatFollowsItsSize() {
        // Were each addition to copy the object, this would take minutes.
        var object = JSONObject()
        for number in 0..<200_000 { object["key \(number)"] = .integer(Int64(number)) }
        for number in 0..<200_000 { object["key \(number)"] = .integer(Int64(number + 1)) }
        #expect(object.count == 200_000)
        #expect(object["key 199999"] == 200_000)
    }
}
