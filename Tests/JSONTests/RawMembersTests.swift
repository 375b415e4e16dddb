import JSON
import Testing

/// Members found by their keys in the bytes of an object.
@Suite struct RawMembersTests {
    private func members(_ text: String) throws -> RawMembers { try RawMembers(of: RawJSON(validating: Array(text.utf8))) }

    @Test func findsWhatIsThereAndNothingElse() throws {
        let members = try members(#"{ "a" : 1 , "other":{"a":2},"long key of many bytes":[1, 2],"":null}"#)
        #expect(members["a"]?.integer == 1)
        #expect(members["other"]?.description == #"{"a":2}"#)
        #expect(members["long key of many bytes"]?.description == "[1, 2]")
        #expect(members[""]?.isNull == true)
        #expect(members["b"] == nil)
        #expect(members["long key of many bytez"] == nil)
    }

    @Test func theLastOfARepeatedKeyCounts() throws {
        #expect(try members(#"{"a":1,"b":2,"a":3}"#)["a"]?.integer == 3)
        #expect(try members(#"{"a":1,"\u0061":2}"#)["a"]?.integer == 2)
        #expect(try members(#"{"\u0061":1,"a":2}"#)["a"]?.integer == 2)
    }

    @Test func keysWithEscapesAreWhatTheyStandFor() throws {
        let members = try members(#"{"\u0063hange":1,"q\"":2}"#)
        #expect(members["change"]?.integer == 1)
        #expect(members["q\""]?.integer == 2)
        #expect(members[#"\u0063hange"#] == nil)
    }

    @Test(arguments: [0, 1, 7, 8, 9, 40]) func anyNumberOfMembersIsFound(count: Int) throws {
        let text = (0..<count).map { #""k\#($0)":\#($0)"# }.joined(separator: ",")
        let members = try members("{\(text)}")
        #expect(members["k0"]?.integer == (count > 0 ? 0 : nil))
        #expect(members["k6"]?.integer == (count > 6 ? 6 : nil))
        #expect(members["k7"]?.integer == (count > 7 ? 7 : nil))
        #expect(members["k8"]?.integer == (count > 8 ? 8 : nil))
        #expect(members["k39"]?.integer == (count > 39 ? 39 : nil))
    }

    @Test func aSliceOfALargerBufferWorks() throws {
        let bytes = Array(#"rest{"a":"b"}rest"#.utf8)
        #expect(try RawMembers(of: RawJSON(unchecked: bytes[4..<13]))["a"]?.string == "b")
    }

    @Test(arguments: ["", "1", "[]", #"{"a":1"#, #"{"a""#, #"{"#, #"{"a" 1}"#, #"{"a":1;"b":2}"#, "{1:2}"])
    func whatIsNoObjectIsRefused(text: String) {
        #expect(throws: JSONError.self) { try RawMembers(of: RawJSON(unchecked: Array(text.utf8)[...])) }
    }
}
