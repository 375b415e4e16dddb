import JSON
import Testing

/// Raw slices: they are found without parsing, and nothing that is not JSON makes them fail badly.
@Suite struct FindingTests {
    private static let text =
        #"{"a":{"b":[1,"]}\"",{"c":2}],"d":"x"},"e":-1.5,"a":{"d":"y\\"},"f":"#
        + #"{"long":"a text that is longer than one block of sixty-four bytes \" [{ and goes on","z":[[],{}]},"g":null}"#

    @Test func findsTheLastOfRepeatedKeys() throws {
        let raw = try RawJSON(validating: Array(Self.text.utf8))
        for validating in [false, true] {
            let found = try raw.find(
                JSONPaths([["a", "d"], ["a", "b"], ["e"], ["f", "z"], ["g"], ["e"]]), validating: validating)
            #expect(found.map { $0?.description } == [#""y\\""#, nil, "-1.5", "[[],{}]", "null", "-1.5"])
        }
    }

    @Test func mutationsNeverTrapAndParserAndValidatorAgree() {
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let paths = JSONPaths([["a", "d"], ["f", "z"]])
        for _ in 0..<20_000 {
            var bytes = Array(Self.text.utf8)
            for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
            if next(4) == 0 { bytes.removeLast(next(bytes.count)) }
            let parsed = Result { try JSONValue(parsing: bytes) }
            let validated = Result { try RawJSON(validating: bytes) }
            _ = try? RawJSON(unchecked: bytes[...]).locate(paths)
            switch (parsed, validated) {
            case (.success(let value), .success(let raw)): #expect((try? raw.value()) == value)
            case (.failure(let left), .failure(let right)): #expect("\(left)" == "\(right)")
            default: Issue.record("parser and validator disagree about \(bytes)")
            }
        }
    }
}
