import Events
import JSON
import TestSupport
import Testing

/// Lines made at random: right ones must read as the JSON parser reads them, wrong ones must be refused and nothing may crash.
@Suite struct EventFuzzTests {
    private static let members = [
        (#""specversion""#, #""1.0""#), (#""id""#, #""i\u0031""#), (#""source""#, #""/s""#),
        (#""type""#, #""dev.fairlead.sync""#),
        (#""subject""#, #""é\n""#), (#""time""#, #""2026-01-01T00:00:00Z""#), (#""partitionkey""#, #""a/b""#),
        (#""sequence""#, #""3""#), (#""data""#, #"{"x":[{"id":"inner","type":"inner"}],"y":"}\"{"}"#), (#""extra""#, "[[],{}]"),
        (#""causationid""#, "null"), (#""t\u0079pe""#, #""escaped""#), (#""datas""#, "1"),
    ]

    private func randomLine(_ generator: inout SeededGenerator) -> [UInt8] {
        let spaces = ["", "", "", " ", "\t", "\r"]
        func space() -> String { spaces.randomElement(using: &generator) ?? "" }
        var members = EventFuzzTests.members.shuffled(using: &generator)
        if Bool.random(using: &generator) { members.removeLast(Int.random(in: 0...3, using: &generator)) }
        if Bool.random(using: &generator), let again = members.randomElement(using: &generator) { members.append(again) }
        let text = members.map { "\(space())\($0.0)\(space()):\(space())\($0.1)\(space())" }.joined(separator: ",")
        return Array("\(space()){\(text)}\(space())".utf8)
    }

    @Test(arguments: 0..<20) func anEnvelopeReadsAsTheJSONParserReadsIt(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<40 {
            let line = randomLine(&generator)
            let value = try JSONValue(parsing: line)
            let isEvent = ["specversion", "id", "source", "type"].allSatisfy { value[$0]?.stringValue?.isEmpty == false }
            guard isEvent else {
                #expect(throws: EventError.self) { try Event(parsing: line[...]) }
                continue
            }
            let event = try Event(parsing: line[...])
            #expect(event.id == value["id"]?.stringValue)
            #expect(event.source == value["source"]?.stringValue)
            #expect(event.type.rawValue == value["type"]?.stringValue)
            #expect(event.subject == value["subject"]?.stringValue)
            #expect(event.partitionKey == value["partitionkey"]?.stringValue)
            #expect(event.sequence == (value["sequence"] == nil ? nil : 3))
            #expect(try event.data?.value() == value["data"])
            #expect(try Event(parsing: event.line) == event)
        }
    }

    @Test(arguments: 0..<20) func brokenLinesAreRefusedAsTheJSONParserRefusesThem(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed) &+ 1000)
        for _ in 0..<80 {
            var line = randomLine(&generator)
            for _ in 0..<Int.random(in: 1...3, using: &generator) where !line.isEmpty {
                let place = Int.random(in: 0..<line.count, using: &generator)
                switch Int.random(in: 0...3, using: &generator) {
                case 0: line[place] = UInt8.random(in: .min ... .max, using: &generator)
                case 1: line.remove(at: place)
                case 2: line.insert(Array(#"{}[]":,\"#.utf8).randomElement(using: &generator) ?? 0, at: place)
                default: line.removeSubrange(place...)
                }
            }
            let isJSON = (try? JSONValue(parsing: line)) != nil
            do throws(EventError) {
                let event = try Event(parsing: line[...])
                #expect(isJSON)
                _ = (event.subject, event.sequence, event.timestamp, event.unknownAttributes)
            } catch {
                if case .notJSON = error { #expect(!isJSON) } else { #expect(isJSON) }
            }
        }
    }

    @Test(arguments: 0..<20) func payloadsOfAnyShapeDoNotCrash(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed) &+ 2000)
        for _ in 0..<40 {
            let data = RawJSON(randomValue(&generator, depth: 0))
            _ = try? Change(data: data)
            _ = try? Sync(data: data)
            _ = try? Trigger(data: data)
            _ = try? SourceChange(data: data)
            _ = try? Bundle(data: data)
            _ = try? Teardown(data: data)
            _ = try? RenderFailed(data: data)
            _ = try? ResultData(data: data)
            _ = try? Owner(resource: Samples.characters, object: data)
        }
    }

    private func randomValue(_ generator: inout SeededGenerator, depth: Int) -> JSONValue {
        let keys = [
            "owner", "objects", "change", "resource", "object", "phase", "scope", "count", "digest", "error", "message",
            "metadata", "name",
            "labels", "annotations", "finalizers", "group", "version", "plural", "kind", "stack", "applySet", "groupKinds",
        ]
        switch Int.random(in: 0...(depth > 4 ? 4 : 9), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &generator))
        case 3: return .string(["", "all", "added", "started", "fairlead.dev/teardown"].randomElement(using: &generator) ?? "")
        case 4: return 1.5
        case 5: return .array((0..<3).map { _ in randomValue(&generator, depth: depth + 1) })
        default:
            let count = Int.random(in: 0...12, using: &generator)
            return .object(
                JSONObject(
                    (0..<count).map { _ in
                        (keys.randomElement(using: &generator) ?? "", randomValue(&generator, depth: depth + 1))
                    }))
        }
    }
}
