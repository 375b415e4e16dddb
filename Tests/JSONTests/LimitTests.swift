import JSON
import Testing

/// Depth and size are bounded, and no depth of text overflows the stack.
@Suite struct LimitTests {
    @Test(arguments: [("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]")])
    func whatIsDeeperThanAllowedIsRefused(opening: String, closing: String) throws {
        let levels = opening.hasPrefix("[{") ? 2 : 1
        func text(_ depth: Int) -> [UInt8] {
            let count = depth / levels
            return Array((String(repeating: opening, count: count) + "1" + String(repeating: closing, count: count)).utf8)
        }
        #expect(throws: Never.self) { try JSONValue(parsing: text(512)) }
        #expect(throws: Never.self) { try RawJSON(validating: text(512)) }
        let tooDeep = text(512 + levels)
        let offset = opening.utf8.count * 512 / levels
        for error in [
            #expect(throws: JSONError.self) { try JSONValue(parsing: tooDeep) },
            #expect(throws: JSONError.self) { try RawJSON(validating: tooDeep) },
            #expect(throws: JSONError.self) { try RawJSON(unchecked: tooDeep[...]).locate(JSONPaths([["b"]]), validating: true) },
        ] {
            #expect(error?.reason == .tooDeep(limit: 512))
            #expect(error?.offset == offset)
            #expect(error?.description.hasSuffix("arrays and objects lie more than 512 deep") == true)
        }
    }

    @Test(arguments: [0, 1, 2, 63, 64, 65, 128, 4096]) func theLimitIsExact(limit: Int) {
        let limits = JSONLimits(maximumDepth: limit)
        let text = Array(repeating: UInt8(ascii: "["), count: limit) + Array(repeating: UInt8(ascii: "]"), count: limit)
        let allowed = limit == 0 ? [UInt8(ascii: "1")] : text
        #expect(throws: Never.self) { try JSONValue(parsing: allowed, limits: limits) }
        #expect(throws: Never.self) { try RawJSON(validating: allowed, limits: limits) }
        let deeper = [UInt8(ascii: "[")] + text + [UInt8(ascii: "]")]
        #expect(throws: JSONError.self) { try JSONValue(parsing: deeper, limits: limits) }
        #expect(throws: JSONError.self) { try RawJSON(validating: deeper, limits: limits) }
    }

    @Test func noLimitGrantsMoreThanTheCeiling() {
        let deep = Array(repeating: UInt8(ascii: "["), count: JSONLimits.depthCeiling + 1)
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: deep, limits: JSONLimits(maximumDepth: .max)) }
        #expect(error?.reason == .tooDeep(limit: JSONLimits.depthCeiling))
        #expect(throws: JSONError.self) { try JSONValue(parsing: "[]", limits: JSONLimits(maximumDepth: -1)) }
    }

    @Test(arguments: ["[", #"{"a":"#, #"[{"a":["#])
    func millionsOfBracketsDoNotOverflowTheStack(opening: String) {
        let text = Array(String(repeating: opening, count: 1_000_000).utf8)
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(throws: JSONError.self) { try RawJSON(validating: text) }
        let raw = RawJSON(unchecked: text[...])
        #expect(throws: JSONError.self) { try raw.find("a", "a") }
        #expect(throws: JSONError.self) { try raw.find(JSONPaths([["a", "a"]]), validating: true) }
        #expect(throws: JSONError.self) { try raw.elements() }
        #expect(throws: JSONError.self) { try raw.members() }
        #expect(raw.string == nil && raw.integer == nil)
    }

    @Test func sizeIsBounded() {
        let limits = JSONLimits(maximumBytes: 4)
        #expect(throws: Never.self) { try JSONValue(parsing: "1234", limits: limits) }
        for error in [
            #expect(throws: JSONError.self) { try JSONValue(parsing: "12345", limits: limits) },
            #expect(throws: JSONError.self) { try RawJSON(validating: Array("12345".utf8), limits: limits) },
        ] {
            #expect(error?.reason == .tooLarge(limit: 4))
            #expect(error?.description == "line 1, column 5: the text has more than 4 bytes")
        }
    }

    @Test(
        arguments: [
            ("", 1, 1), ("\n\n", 3, 1), ("{\n  \"a\" 1\n}", 2, 7), ("[1,\n2,\n]", 3, 1), ("[\r\n x]", 2, 2), ("[\"é\", x]", 1, 8),
            ("\t\tx", 1, 3), ("[\"a\nb\"]", 1, 4), ("1\n\n 2", 3, 2), ("[\"\u{2028}\",x]", 1, 8),
        ] as [(String, Int, Int)])
    func linesEndAtLineFeedsAndColumnsCountBytes(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
    }
}
