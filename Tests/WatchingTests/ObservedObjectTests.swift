import JSON
import Testing

@testable import Watching

private let kind = ObjectKind(apiVersion: "stable.example.com/v1", kind: "Character")

private func observe(_ text: String, _ rules: ObservationRules = ObservationRules()) throws -> ObservedObject {
    try ObservedObject(RawJSON(validating: Array(text.utf8)), rules: rules, kind: kind)
}

/// A custom resource with more members of its metadata, and more of its own.
private func character(_ metadata: String = "", _ more: String = "") -> String {
    #"{"apiVersion":"stable.example.com/v1","kind":"Character","metadata":{"name":"thorin","namespace":"erebor","#
        + #""uid":"1","resourceVersion":"7"\#(metadata)},"spec":{"by":"tolkien"}\#(more)}"#
}

@Suite struct ObservedObjectTests {
    @Test func readsTheIdentityAndLeavesTheBytesAlone() throws {
        let text = character(#","labels":{"a" : "b"}"#, #","x":1.50e+3"#)
        let object = try observe(text)
        #expect(object.identity == ObjectIdentity(namespace: "erebor", name: "thorin", uid: "1", resourceVersion: "7"))
        #expect(object.object.description == text)
    }

    @Test(arguments: [
        (#","resourceVersion":"8""#, ""),
        (#","generation":4"#, ""),
        (#","managedFields":[{"manager":"x"}]"#, ""),
        (#","labels":{"applyset.kubernetes.io/id":"applyset-x-v1"}"#, ""),
        (#","annotations":{"applyset.kubernetes.io/tooling":"fairlead-x/1.0.0"}"#, ""),
        (#","annotations":{"applyset.kubernetes.io/contains-group-kinds":"ConfigMap"}"#, ""),
        (#","annotations":{"applyset.kubernetes.io/additional-namespaces":"a,b"}"#, ""),
        (#","finalizers":["fairlead.dev/teardown"]"#, ""),
        (#","labels":{},"annotations":null,"finalizers":[]"#, ""),
        ("", #","status":{"ready":true}"#),
    ])
    func whatTheApplierAndTheServerWriteDoesNotMatter(metadata: String, more: String) throws {
        #expect(try observe(character(metadata, more)).digest == observe(character()).digest)
    }

    @Test(arguments: [
        (#","labels":{"tier":"gold"}"#, ""),
        (#","annotations":{"example.com/managed":"yes"}"#, ""),
        (#","finalizers":["example.com/hold"]"#, ""),
        (#","deletionTimestamp":"2026-01-01T00:00:00Z""#, ""),
        (#","ownerReferences":[{"uid":"2"}]"#, ""),
        ("", #","data":{}"#),
        ("", #","spec":{"by":"christopher"}"#),
    ])
    func everythingElseMatters(metadata: String, more: String) throws {
        #expect(try observe(character(metadata, more)).digest != observe(character()).digest)
    }

    @Test func marksBesideOtherEntriesLeaveTheOthers() throws {
        let plain = character(#","labels":{"tier":"gold"},"finalizers":["example.com/hold"]"#)
        let marked = character(
            #","labels":{"applyset.kubernetes.io/id":"x","tier":"gold"},"finalizers":["fairlead.dev/teardown","example.com/hold"]"#
        )
        #expect(try observe(plain).digest == observe(marked).digest)
    }

    @Test func statusMattersWhereItIsAskedFor() throws {
        let rules = ObservationRules(includesStatus: true)
        #expect(try observe(character("", #","status":{"a":1}"#), rules).digest != observe(character(), rules).digest)
    }

    @Test(arguments: [
        ("", false), (#","annotations":{}"#, false), (#","annotations":null"#, false),
        (#","annotations":{"example.com/managed":""}"#, true), (#","annotations":{"other":"1"}"#, false),
        (#","annotations":{"example.com\/managed":"x"}"#, true),
    ])
    func theFilterAsksForTheAnnotationWhateverItsValue(metadata: String, expected: Bool) throws {
        let rules = ObservationRules(annotation: "example.com/managed")
        #expect(try observe(character(metadata), rules).isSelected == expected)
    }

    @Test func anItemOfABuiltInListIsToldWhatItIs() throws {
        let item = #"{"metadata":{"name":"a","uid":"1"},"data":{"k":"v"}}"#
        let object = try ObservedObject(
            RawJSON(validating: Array(item.utf8)), rules: ObservationRules(),
            kind: ObjectKind(apiVersion: "v1", kind: "ConfigMap"))
        #expect(
            object.object.description
                == #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","uid":"1"},"data":{"k":"v"}}"#)
        let watched = #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","uid":"1"},"data":{"k":"v"}}"#
        #expect(try observe(watched).digest == object.digest)
    }

    @Test func anObjectOnSeveralLinesIsPutOnOne() throws {
        let text = "{\n  \"metadata\": {\"name\": \"a\"},\r\n  \"apiVersion\": \"v1\", \"kind\": \"X\"}"
        #expect(try observe(text).object.description == #"{"metadata":{"name":"a"},"apiVersion":"v1","kind":"X"}"#)
    }

    @Test(arguments: [
        ("[]", "unable to read an object: the object cannot be read: "), ("{}", "unable to read an object: it has no metadata"),
        (#"{"metadata":{}}"#, "unable to read an object: it has no metadata.name"),
        (#"{"metadata":7}"#, "unable to read an object: metadata cannot be read: "),
    ])
    func whatIsNoObjectIsRefused(text: String, message: String) throws {
        let error = #expect(throws: WatchingError.self) { try observe(text) }
        #expect(error?.description.hasPrefix(message) == true)
    }
}
