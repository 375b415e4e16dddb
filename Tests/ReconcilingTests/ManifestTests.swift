import JSON
import Testing

@testable import Reconciling

@Suite struct ManifestTests {
    @Test func readsTheHead() throws {
        let manifest = try Fixture.manifest(
            #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"n"}}"#)
        #expect(manifest.group == "apps")
        #expect(manifest.version == "v1")
        #expect(manifest.groupKind == GroupKind(group: "apps", kind: "Deployment"))
        #expect(manifest.namespace == "n")
    }

    @Test(arguments: [
        (#"{"kind":"A","metadata":{"name":"x"}}"#, #"the manifest "test" has no "apiVersion", or it is not a string"#),
        (#"{"apiVersion":"v1","metadata":{"name":"x"}}"#, #"the manifest "test" has no "kind", or it is not a string"#),
        (#"{"apiVersion":"v1","kind":7,"metadata":{"name":"x"}}"#, #"the manifest "test" has no "kind", or it is not a string"#),
        (#"{"apiVersion":"v1","kind":"A"}"#, #"the manifest "test" has no "metadata.name", or it is not a string"#),
        (
            #"{"apiVersion":"v1","kind":"A","metadata":null}"#,
            #"the manifest "test" has no "metadata.name", or it is not a string"#
        ),
        (
            #"{"apiVersion":"v1","kind":"A","metadata":{"name":""}}"#,
            #"the manifest "test" has no "metadata.name", or it is not a string"#
        ),
    ])
    func whatAnObjectNeedsIsAskedFor(text: String, message: String) {
        #expect { try Fixture.manifest(text) } throws: { "\($0)" == message }
    }

    @Test func aSecretOutOfARecordingIsRefused() {
        #expect {
            try Fixture.manifest(
                #"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"x","annotations":{"fairlead.dev/redacted":"data"}}}"#)
        } throws: { "\($0)".contains("replay the changes through the renderer") }
    }

    @Test func aManifestThatBearsTheLabelOfAnApplySetIsRefused() {
        #expect {
            try Fixture.manifest(
                #"{"apiVersion":"v1","kind":"A","metadata":{"name":"x","labels":{"applyset.kubernetes.io/part-of":"y"}}}"#)
        } throws: { "\($0)".contains("only the applier sets that label") }
    }

    @Test func ofTwoMembersWithOneKeyTheLastCounts() throws {
        let manifest = try Fixture.manifest(#"{"apiVersion":"v1","kind":"A","kind":"B","metadata":{"name":"x","name":"y"}}"#)
        #expect(manifest.kind == "B")
        #expect(manifest.name == "y")
        #expect(manifest.members.map(\.key) == ["apiVersion", "kind", "metadata"])
    }
}
