import JSON
import Testing

@testable import Events

struct SecretRedactionTests {
    /// The object of a change event as a recording keeps it.
    private func recorded(_ object: String) throws -> JSONValue? {
        let change = Change(kind: .added, resource: Samples.characters, object: try Samples.json(object))
        let event = Event(
            type: .change, id: "1", source: "/fairlead/test/samples", time: "2026-01-02T03:04:05.000Z", data: change.encoded())
        return try JSONValue(parsing: SecretRedaction.line(of: event))["data"]?["object"]
    }

    @Test(arguments: [
        (
            #"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"type":"Opaque","data":{"p":"aHVzaA=="}}"#,
            #"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","annotations":{"fairlead.dev/redacted":"data"}},"type":"Opaque"}"#
        ),
        (
            #"{"apiVersion":"v1","kind":"Secret","metadata":{"annotations":{"a":"b"}},"stringData":{"p":"hush"},"data":{}}"#,
            #"{"apiVersion":"v1","kind":"Secret","metadata":{"annotations":{"a":"b","fairlead.dev/redacted":"data,stringData"}}}"#
        ),
        (
            #"{"apiVersion":"v1","kind":"Secret","metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"hush"}}}"#,
            #"{"apiVersion":"v1","kind":"Secret","metadata":{"annotations":{"fairlead.dev/redacted":""}}}"#
        ),
        (
            #"{"kind":"\u0053ecret","apiVersion":"v1","data":{"p":"aHVzaA=="}}"#,
            #"{"kind":"Secret","apiVersion":"v1","metadata":{"annotations":{"fairlead.dev/redacted":"data"}}}"#
        ),
        (
            #"{"items":[{"kind":"Secret","apiVersion":"v1","data":{"p":"aHVzaA=="}}]}"#,
            #"{"items":[{"kind":"Secret","apiVersion":"v1","metadata":{"annotations":{"fairlead.dev/redacted":"data"}}}]}"#
        ),
    ])
    func theContentsOfASecretAreLeftOutWhereverItStands(object: String, kept: String) throws {
        #expect(try recorded(object) == JSONValue(parsing: Array(kept.utf8)))
    }

    @Test func aSecretThatIsASourceIsNotRecordedInTheClear() throws {
        let secret = try Samples.json(
            #"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","annotations":{"#
                + #""kubectl.kubernetes.io/last-applied-configuration":"{\"stringData\":{\"p\":\"hush\"}}"}},"data":{"p":"aHVzaA=="}}"#
        )
        let secrets = ResourceReference(group: "", version: "v1", plural: "secrets", kind: "Secret", namespaced: true)
        for kind in Change.Kind.allCases {
            let source = SourceChange(name: "passwords", change: Change(kind: kind, resource: secrets, object: secret))
            let event = Event(
                type: .source, id: "1", source: "/fairlead/test/samples", time: "2026-01-02T03:04:05.000Z", data: source.encoded()
            )
            let line = String(decoding: SecretRedaction.line(of: event), as: UTF8.self)
            #expect(!line.contains("hush") && !line.contains("aHVzaA=="))
            let object = try SourceChange(of: try Samples.parse(line)).change.object
            #expect(try object.find("metadata", "annotations", SecretRedaction.annotation)?.string == "data")
        }
    }

    @Test(arguments: [
        #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"Secret"},"data":{"p":"1.50e3"}}"#,
        #"{"apiVersion":"example.com/v1","kind":"Secret","data":{"p":"x"}}"#,
        #"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"empty"}}"#,
    ])
    func everythingElseIsRecordedByteForByte(object: String) throws {
        let change = Change(kind: .added, resource: Samples.characters, object: try Samples.json(object))
        let event = Event(
            type: .change, id: "1", source: "/fairlead/test/samples", time: "2026-01-02T03:04:05.000Z", data: change.encoded())
        #expect(SecretRedaction.line(of: event) == event.line)
    }
}
