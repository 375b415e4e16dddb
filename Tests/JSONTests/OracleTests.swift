import JSON
import TestSupport
import Testing

/// Random texts, each compared with what real Go makes of it.
@Suite(.timeLimit(.minutes(5))) struct OracleTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func generatedTextsMeanWhatTheyMeanToGo(seed: UInt64) async throws {
        var generator = TextGenerator(seed: seed)
        let texts = (0..<3000).map { _ in generator.next() }
        for (text, theirs) in zip(texts, try await JSONOracle.shared().values(of: texts)) {
            let value = try JSONValue(parsing: text)
            #expect(value.text(.sorted) == theirs, "seed \(seed): \(String(decoding: text, as: UTF8.self))")
            #expect(try RawJSON(validating: text).value() == value)
            // Whatever way it is written, it reads as the same value.
            for style in [JSONStyle.compact, .sorted, .pretty(), JSONStyle(escapesHTML: true)] {
                #expect(try JSONValue(parsing: value.serialized(style)) == value, "seed \(seed)")
            }
        }
    }

    @Test(arguments: [UInt64(11), 12, 13])
    func brokenTextsAreRefusedWhereGoRefusesThem(seed: UInt64) async throws {
        var generator = TextGenerator(seed: seed)
        let texts = (0..<4000).map { _ in generator.broken() }
        for (text, theirs) in zip(texts, try await JSONOracle.shared().values(of: texts)) {
            switch Result(catching: { () throws(JSONError) in try JSONValue(parsing: text) }) {
            case .success(let value):
                #expect(value.text(.sorted) == theirs, "seed \(seed): \(text)")
            case .failure(let error):
                // Go lets bytes that are not UTF-8 and halves of surrogate pairs pass, and puts U+FFFD in their place.
                switch error.reason {
                case .invalidUTF8, .loneSurrogate: break
                default: #expect(theirs == nil, "seed \(seed): \(error): \(text)")
                }
                #expect(error.offset >= 0 && error.offset <= text.count)
                #expect(throws: error) { try RawJSON(validating: text) }
            }
        }
    }

    @Test func findingInBrokenTextsEndsWithinTheirBounds() throws {
        var generator = TextGenerator(seed: 21)
        let paths = JSONPaths([["key"], ["name", "a"], ["a", "a", "a"], []])
        for _ in 0..<5000 {
            let text = generator.broken()
            let raw = RawJSON(unchecked: text[...])
            guard let found = try? raw.locate(paths) else {
                #expect(throws: JSONError.self) { try RawJSON(validating: text) }
                continue
            }
            for value in found where value != nil { #expect(value.map { text.indices.contains($0.bytes.startIndex) } ?? true) }
            guard let checked = try? raw.locate(paths, validating: true) else { continue }
            #expect(Array(checked) == Array(found))
            let value = try? JSONValue(parsing: text)
            #expect(try checked[0]?.value() == value?["key"])
            #expect(try checked[1]?.value() == value?["name"]?["a"])
        }
    }
}
