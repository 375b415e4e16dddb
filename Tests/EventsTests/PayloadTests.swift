import Events
import JSON
import Testing

@Suite struct PayloadTests {
    private func expectUnchanged<Payload: EventPayload>(_ payload: Payload) throws {
        let data = payload.encoded()
        #expect(try Payload(data: try RawJSON(validating: data.bytes)) == payload)
        let event = Event(type: Payload.eventType, id: "1", source: "/x", time: "", data: data)
        #expect(try Payload(of: Event(parsing: event.line)) == payload)
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let object = try Samples.json(#"{"kind":"Character", "metadata":{"name":"d"}}"#)
        let change = Change(kind: .resynced, resource: Samples.characters, object: object)
        try expectUnchanged(change)
        try expectUnchanged(SourceChange(name: "prices", change: change))
        try expectUnchanged(Sync(phase: .completed, resource: Samples.characters, count: 7, scope: .changed))
        try expectUnchanged(Trigger(kind: .oneOff))
        try expectUnchanged(Teardown(owner: Samples.owner, reason: .filtered))
        try expectUnchanged(
            Bundle(
                owner: Samples.owner, digest: "sha256:00", engine: "goTemplate", change: .added,
                objects: [.init(name: "ConfigMap/b", manifest: object), .init(name: "ConfigMap/a", manifest: object)],
                rollout: try Samples.json("[1]")))
        try expectUnchanged(
            RenderFailed(owner: Samples.owner, error: .init(message: "m", file: "f", line: 1, column: 2, stack: ["a", "b"])))
        try expectUnchanged(RenderFailed(owner: Samples.owner, error: .init(message: "m")))
        try expectUnchanged(RenderFailed(owner: nil, error: .init(message: "m")))
        try expectUnchanged(
            ResultData(
                owner: Samples.owner, bundle: nil, phase: .tornDown, attempt: 3,
                objects: ObjectResult.Outcome.allCases.map { outcome in
                    ObjectResult(
                        name: "N/n", apiVersion: "v1", kind: "N", namespace: nil, objectName: "n", action: .delete,
                        outcome: outcome,
                        message: "why", durationMilliseconds: 5)
                }, durationMilliseconds: 9))
    }

    @Test func changesOfSeveralResourcesAreReadOneAfterTheOther() throws {
        let stages = ResourceReference(group: "", version: "v1", plural: "stages", kind: "Stage", namespaced: false)
        let object = try Samples.json(#"{"kind":"Character","metadata":{"name":"d"}}"#)
        var reader = ChangeReader()
        for resource in [Samples.characters, Samples.characters, stages, Samples.characters, stages] {
            let change = Change(kind: .added, resource: resource, object: object)
            let event = Event(type: .change, id: "1", source: "/x", time: "", data: change.encoded())
            #expect(try reader.change(of: event) == change)
        }
        let broken = try Samples.parse(
            #"{"specversion":"1.0","id":"1","source":"/x","type":"dev.fairlead.change","data":{"change":"added","resource":{}}}"#)
        #expect(throws: EventError.missingField("resource.version")) { try reader.change(of: broken) }
    }

    @Test(arguments: [
        (#"{}"#, EventError.missingField("change")),
        (#"[]"#, .wrongField("", expected: "an object")),
        (#"{"change":"gone"}"#, .wrongField("change", expected: #"one of "added", "updated", "deleted", "resynced""#)),
        (#"{"change":"added"}"#, .missingField("resource")),
        (#"{"change":"added","resource":{"version":"v1"}}"#, .missingField("resource.plural")),
        (#"{"change":"added","resource":{"version":1}}"#, .wrongField("resource.version", expected: "a string")),
        (#"{"change":"added","resource":[],"object":{}}"#, .wrongField("resource", expected: "an object")),
        (
            #"{"change":"added","resource":{"version":"v1","plural":"p","kind":"K"},"object":5}"#,
            .wrongField("object", expected: "an object")
        ),
    ])
    func aWrongChangeNamesItsField(data: String, error: EventError) throws {
        let data = try Samples.json(data)
        #expect(throws: error) { try Change(data: data) }
    }

    @Test func errorsNameTheirWholePath() throws {
        let result = try Samples.json(
            #"{"owner":{"version":"v1","plural":"p","kind":"K","name":"n"},"phase":"failed","objects":[{"name":"a"}]}"#)
        #expect(throws: EventError.missingField("objects[0].apiVersion")) { try ResultData(data: result) }
        let owner = try Samples.json(
            #"{"owner":{"version":"v1","plural":"p","kind":"K","name":"n","applySet":{"id":"x","groupKinds":["a",1]}},"reason":"deleted"}"#
        )
        #expect(throws: EventError.wrongField("owner.applySet.groupKinds[1]", expected: "a string")) { try Teardown(data: owner) }
        let bundle = try Samples.json(
            #"{"owner":{"version":"v1","plural":"p","kind":"K","name":"n"},"digest":"d","objects":{"a":{},"b":[]}}"#)
        #expect(throws: EventError.wrongField("objects.b", expected: "an object")) { try Bundle(data: bundle) }
        let doubled = try Samples.json(
            #"{"owner":{"version":"v1","plural":"p","kind":"K","name":"n"},"digest":"d","objects":{"a":{},"a":{}}}"#)
        #expect(throws: EventError.wrongField("objects.a", expected: "there only once")) { try Bundle(data: doubled) }
    }

    @Test func anEventWithoutDataSaysSo() throws {
        let event = Event(type: .change, id: "1", source: "/x", time: "")
        #expect(throws: EventError.missingData) { try Change(of: event) }
    }

    @Test func fieldsOfANewerVersionAreNoError() throws {
        let data = try Samples.json(#"{"trigger":"interval","every":"5m"}"#)
        #expect(try Trigger(data: data) == Trigger(kind: .interval))
    }

    @Test func theObjectOfAChangeIsUntouched() throws {
        let object = #"{"kind":"C",  "n": 1.10, "s":"\u0041", "z":1,"a":2}"#
        let data = try Samples.json(
            #"{"change":"added","resource":{"group":"g","version":"v1","plural":"p","kind":"K","namespaced":true},"object":\#(object)}"#
        )
        let change = try Change(data: data)
        #expect(change.object.description == object)
        #expect(change.encoded().description.hasSuffix(#""object":\#(object)}"#))
    }

    @Test func anOwnerIsReadFromItsObject() throws {
        let object = try Samples.json(
            #"""
            {"apiVersion":"stable.example.com/v1","kind":"Character","metadata":{"name":"dolores","namespace":"park","uid":"u-1",
             "generation":2,"resourceVersion":"4711","labels":{"applyset.kubernetes.io/id":"applyset-x-v1"},
             "annotations":{"applyset.kubernetes.io/tooling":"fairlead-park/1.0.0",
             "applyset.kubernetes.io/contains-group-kinds":"ConfigMap,Deployment.apps","applyset.kubernetes.io/additional-namespaces":"stage"},
             "finalizers":["other","fairlead.dev/teardown"]},"spec":{"metadata":{"name":"not this"}}}
            """#)
        let owner = try Owner(resource: Samples.characters, object: object)
        #expect(owner == Samples.owner)
        #expect(owner.key == "characters.stable.example.com/park/dolores")
        #expect(owner.subject == "Character.stable.example.com/park/dolores")
    }

    @Test func aMinimalObjectIsAnOwnerToo() throws {
        let owner = try Owner(
            resource: Samples.characters, object: try Samples.json(#"{"metadata":{"name":"d","namespace":""}}"#))
        #expect(owner == Owner(resource: Samples.characters, namespace: nil, name: "d", uid: ""))
        let deleted = try Owner(
            resource: Samples.characters,
            object: try Samples.json(#"{"metadata":{"name":"d","deletionTimestamp":"2026-01-01T00:00:00Z","finalizers":null}}"#))
        #expect(deleted.deleting)
        #expect(!deleted.finalized)
        for nameless in ["{}", #"{"metadata":{"name":""}}"#, #"{"metadata":[]}"#, #"{"metadata":{"name":5}}"#] {
            let object = try Samples.json(nameless)
            #expect(throws: EventError.missingField("object.metadata.name")) {
                try Owner(resource: Samples.characters, object: object)
            }
        }
    }

    @Test func keysLeaveOutWhatIsNotThere() {
        let core = ResourceReference(group: "", version: "v1", plural: "namespaces", kind: "Namespace", namespaced: false)
        #expect(core.key(namespace: nil, name: "n") == "namespaces/n")
        #expect(core.subject(namespace: "", name: "n") == "Namespace/n")
        #expect(core.apiVersion == "v1")
        #expect(Samples.characters.apiVersion == "stable.example.com/v1")
    }
}
