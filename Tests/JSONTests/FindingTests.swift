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

    @Test(arguments: [0x00, 0x1f, 0x20, 0x22, 0x5c, 0x7f, 0x80, 0xc3, 0xff] as [UInt8])
    func readsStringsOfEveryLengthAsTheParserDoes(byte: UInt8) {
        for count in 0...36 {
            for place in 0...count {
                var content = (0..<count).map { UInt8(ascii: "a") + UInt8($0 % 26) }
                if place < count { content[place] = byte }
                let text = [0x22] + content + [0x22]
                let parsed = (try? JSONValue(parsing: text))?.stringValue
                #expect(RawJSON(unchecked: text[...]).string == parsed, "\(text)")
                // As a slice of more bytes, and cut short.
                let padded = text + text
                #expect(RawJSON(unchecked: padded[..<text.count]).string == parsed, "\(text)")
                let short = Array(text.dropLast())
                #expect(RawJSON(unchecked: short[...]).string == (try? JSONValue(parsing: short))?.stringValue, "\(short)")
            }
        }
    }

    @Test(arguments: [false, true]) func findsAsManyPathsAsThereAre(validating: Bool) throws {
        let members = (0..<20).map { "\"key\($0)\":{\"in\":\($0)}" }.joined(separator: ", ")
        let raw = try RawJSON(validating: Array("{\(members)}".utf8))
        let paths = (0..<20).flatMap { [["key\($0)", "in"], ["key\($0)"], ["none\($0)"]] }
        let found = try raw.find(JSONPaths(paths), validating: validating)
        #expect(found.count == 60)
        for number in 0..<20 {
            #expect(found[number * 3]?.integer == Int64(number))
            #expect(found[number * 3 + 1]?.description == "{\"in\":\(number)}")
            #expect(found[number * 3 + 2] == nil)
        }
        #expect(try raw.find(JSONPaths([]), validating: validating).isEmpty)
        #expect(try raw.find(JSONPaths([[]]), validating: validating).first??.bytes == raw.bytes)
    }

    @Test(
        arguments: [
            (#"{"\u0061":1}"#, ["a"], "1"), (#" { "a" : { "b" : "x" } } "#, ["a", "b"], #""x""#),
            (#"{"a":{"b":1},"a":2}"#, ["a", "b"], nil),
            (#"{"a":2,"a":{"b":1}}"#, ["a", "b"], "1"), (#"{"a":[{"b":1}]}"#, ["a", "b"], nil), (#"{"":{"":0}}"#, ["", ""], "0"),
            (#"{"é":"\""}"#, ["é"], #""\"""#), (#"{"a":{}}"#, ["a", "b"], nil), (#"{"a":"}","b":"{"}"#, ["b"], #""{""#),
            ("[1]", ["a"], nil),
            ("{\"\(String(repeating: "k", count: 65))\":1,\"k\":2}", ["k"], "2"), (#"{"b":"\\\\","a":1}"#, ["a"], "1"),
            (#"{"a":-1.5e3,"b":[[],[{}]],"c":true}"#, ["c"], "true"),
        ] as [(String, [String], String?)])
    func findsByTheMeaningOfKeys(text: String, path: [String], value: String?) throws {
        for validating in [false, true] {
            let raw = RawJSON(unchecked: Array(text.utf8)[...])
            #expect(try raw.find(JSONPaths([path]), validating: validating).first??.description == value)
            // A text that goes on is longer than what is looked at in blocks.
            let long = RawJSON(unchecked: Array((text + String(repeating: " ", count: 100)).utf8)[...])
            #expect(try long.find(JSONPaths([path]), validating: validating).first??.description == value)
        }
    }

    @Test(
        arguments: [
            (#"{"a":1,"m":{"n":"x","o":2},"z":[1]}"#, ["1", #""x""#, "2"]),
            (#"{"z":{"a":5},"m":{"n":7},"a":1}"#, ["1", "7", nil]),
            (#"{"m":3,"a":1,"#, ["1", nil, nil]), (#"{"m":{"n":1}"#, nil), ("{}", [nil, nil, nil]), ("[1]", [nil, nil, nil]),
        ] as [(String, [String?]?)])
    func whereKeysAreUniqueNothingIsReadBehindTheLastValue(text: String, expected: [String?]?) throws {
        let raw = RawJSON(unchecked: Array(text.utf8)[...])
        let paths = JSONPaths([["a"], ["m", "n"], ["m", "o"]])
        guard let expected else {
            #expect(throws: JSONError.self) { try raw.locate(paths, unique: true) }
            return
        }
        #expect(try raw.locate(paths, unique: true).map { $0?.description } == expected)
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
