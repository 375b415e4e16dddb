import Configuration
import Helm
import JSON
import Testing

@Suite struct ValueAssignmentTests {
    private static let assignments: [(String, JSONObject)] = [
        ("a=1", ["a": 1]), ("a.b.c=x,a.d=true", ["a": ["b": ["c": "x"], "d": true]]), ("a=null", ["a": .null]),
        ("a=", ["a": ""]), ("a={1,b,null}", ["a": [1, "b", .null]]), ("a={}", ["a": []]),
        ("a[1].b=x", ["a": [.null, ["b": "x"]]]),
        ("a[0][1]=2,a[0][0]=1", ["a": [[1, 2]]]), (#"a\.b=c\,d"#, ["a.b": "c,d"]),
        ("a=007,b=1.5,c=TRUE,d=-3", ["a": "007", "b": "1.5", "c": true, "d": -3]),
        ("a={x},b=1", ["a": ["x"], "b": 1]), ("", [:]), ("a.b=1,a=2", ["a": 2]), ("a={,x}", ["a": ["", "x"]]),
    ]

    @Test(arguments: assignments)
    func valuesAreSetAsByHelm(text: String, expected: JSONObject) throws {
        var values = JSONObject()
        try ValueAssignment.apply(.init(text, .typed), to: &values)
        #expect(values == expected)
    }

    @Test func stringsStayStrings() throws {
        var values: JSONObject = ["a": ["x": 1]]
        try ValueAssignment.apply(.init("a.b=1,c={2}", .text), to: &values)
        #expect(values == ["a": ["x": 1, "b": "1"], "c": ["2"]])
    }

    @Test(arguments: [
        ("a.=1", #"key map "a" has no value"#), ("a..b=1", #"key map "a" has no value"#),
        ("a.b.=1,c=2", #"key map "b" has no value"#), ("a.[0]=1", #"key map "a" has no value"#),
        ("a[0].=1", #"unable to read "a[0].=1": a key is empty"#), ("a[0]b=1", #"unexpected data at end of array index: "b""#),
    ])
    func aKeyThatIsNotThereReplacesNothing(text: String, message: String) {
        let before: JSONObject = ["a": ["b": ["x": 1], "c": 2]]
        var values = before
        let error = #expect(throws: ChartError.self) { try ValueAssignment.apply(.init(text, .typed), to: &values) }
        #expect(error?.description == message)
        #expect(values == before)
    }

    @Test(arguments: ["a", "a.b", "=1", "a..b=1", "a[x]=1", "a[-1]=1", "a[99999999]=1", "a={1", "a[0=1"])
    func whatIsNoAssignmentIsAnError(text: String) {
        var values = JSONObject()
        #expect(throws: ChartError.self) { try ValueAssignment.apply(.init(text, .typed), to: &values) }
    }
}
