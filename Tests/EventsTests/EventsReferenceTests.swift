import Events
import JSON
import Testing
import Unix

/// Reads the examples of docs/events.md through the decoders that the programs use.
@Suite struct EventsReferenceTests {
    private static func examples() throws -> [String] {
        // This file is Tests/EventsTests/EventsReferenceTests.swift.
        let tests = Path.split(Path.split(#filePath).directory).directory
        let text = String(decoding: try File.read("\(Path.split(tests).directory)/docs/events.md"), as: UTF8.self)
        var examples: [String] = []
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "```json" {
                isInside = true
            } else if line == "```" {
                isInside = false
            } else if isInside {
                examples.append(String(line))
            }
        }
        return examples
    }

    private static func reencode(_ event: Event) throws -> RawJSON? {
        switch event.type {
        case .change: try Change(of: event).encoded()
        case .sync: try Sync(of: event).encoded()
        case .trigger: try Trigger(of: event).encoded()
        case .source: try SourceChange(of: event).encoded()
        case .capabilities: try ClusterCapabilities(of: event).encoded()
        case .bundle: try Bundle(of: event).encoded()
        case .teardown: try Teardown(of: event).encoded()
        case .renderFailed: try RenderFailed(of: event).encoded()
        case .result: try ResultData(of: event).encoded()
        default: nil
        }
    }

    @Test func everyExampleIsReadAndWrittenAgainByteForByte() throws {
        for example in try EventsReferenceTests.examples() {
            let event = try Samples.parse(example)
            let data = try #require(try EventsReferenceTests.reencode(event))
            #expect(data == event.data)
            let again = Event(
                type: event.type, id: event.id, source: event.source, subject: event.subject, time: event.time,
                sequence: event.sequence, partitionKey: event.partitionKey, causationID: event.causationID,
                traceparent: event.traceparent, data: data)
            #expect(again.description == example)
        }
    }

    @Test func everyTypeHasAnExample() throws {
        let types = Set(try EventsReferenceTests.examples().map { try Samples.parse($0).type })
        #expect(types == Set(EventType.all))
    }

    @Test func theKeysOfTheExamplesAreTheirOwners() throws {
        for event in try EventsReferenceTests.examples().map({ try Samples.parse($0) }) where event.partitionKey != nil {
            let owner =
                if event.type == .change {
                    try Change(of: event).owner()
                } else {
                    try Owner(data: #require(try event.data?.find("owner")))
                }
            #expect(event.partitionKey == owner.key)
            #expect(event.subject == owner.subject)
        }
    }
}
