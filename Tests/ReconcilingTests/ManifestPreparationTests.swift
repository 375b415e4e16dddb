import JSON
import Testing

@testable import Reconciling

@Suite struct ManifestPreparationTests {
    private func prepare(
        _ text: String, namespaced: Bool = true, owner namespace: String? = "default", uid: String = "0b5c"
    ) throws -> (object: PreparedObject, body: JSONValue) {
        let resource = namespace == nil ? "reefs.example.com/dory" : "characters.example.com/default/dory"
        let owner = OwnerIdentity(
            apiVersion: "example.com/v1", group: "example.com", kind: "Character", namespace: namespace, name: "dory", uid: uid,
            key: resource)
        let object = try ManifestPreparation(owner: owner, pipeline: "characters", fallbackNamespace: "fallback")
            .prepare(Fixture.manifest(text), namespaced: namespaced)
        return (object, try JSONValue(parsing: object.body))
    }

    private let plain = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"dory"},"data":{"n":1.50,"e":"\u00e9"}}"#

    @Test func everythingButTheMetadataIsCopiedByteByByte() throws {
        let body = String(decoding: try prepare(plain).object.body, as: UTF8.self)
        #expect(body.hasPrefix(#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"dory","#))
        #expect(body.hasSuffix(#","data":{"n":1.50,"e":"\u00e9"}}"#))
    }

    @Test func bearsTheMarksOfItsOwner() throws {
        let (object, body) = try prepare(plain)
        let metadata = body["metadata"]
        let id = ApplySet(name: "dory", namespace: "default", kind: "Character", group: "example.com").id
        #expect(
            metadata?["labels"] == [
                "app.kubernetes.io/managed-by": "fairlead", "applyset.kubernetes.io/part-of": .string(id),
                "fairlead.dev/pipeline": "characters",
            ])
        #expect(
            metadata?["annotations"] == [
                "fairlead.dev/owner": "characters.example.com/default/dory", "fairlead.dev/digest": .string(object.digest),
            ])
        #expect(object.digest.hasPrefix("sha256:") && object.digest.utf8.count == 71)
    }

    @Test func keepsTheLabelsAndAnnotationsThatAreThere() throws {
        let (_, body) = try prepare(
            #"{"apiVersion":"v1","kind":"A","metadata":{"name":"x","labels":{"app.kubernetes.io/managed-by":"me","a":"b"},"annotations":{"c":"d","fairlead.dev/owner":"forged"}}}"#
        )
        #expect(body["metadata"]?["labels"]?["app.kubernetes.io/managed-by"] == "me")
        #expect(body["metadata"]?["labels"]?["a"] == "b")
        #expect(body["metadata"]?["annotations"]?["c"] == "d")
        #expect(body["metadata"]?["annotations"]?["fairlead.dev/owner"] == "characters.example.com/default/dory")
    }

    @Test(arguments: ["null", "{}"])
    func emptyLabelsAreNoLabels(value: String) throws {
        let (_, body) = try prepare(
            #"{"apiVersion":"v1","kind":"A","metadata":{"name":"x","labels":\#(value),"annotations":\#(value),"ownerReferences":\#(value == "{}" ? "[]" : value)}}"#
        )
        #expect(body["metadata"]?["labels"]?.objectValue?.count == 3)
        #expect(body["metadata"]?["ownerReferences"]?.arrayValue?.count == 1)
    }

    @Test func labelsThatAreNoObjectAreAnError() {
        #expect {
            try prepare(#"{"apiVersion":"v1","kind":"A","metadata":{"name":"x","annotations":"no"}}"#)
        } throws: { "\($0)".hasPrefix(#""metadata.annotations" of the manifest "test" is not an object"#) }
    }

    /// Owner's namespace, whether the kind is namespaced, the manifest's namespace; where it ends up, whether it refers to its owner.
    @Test(arguments: [
        ("default" as String?, true, nil as String?, "default" as String?, true),
        ("default", true, "default", "default", true),
        ("default", true, "other", "other", false),
        ("default", false, nil, nil, false),
        ("default", false, "ignored", nil, false),
        (nil, true, nil, "fallback", true),
        (nil, true, "other", "other", true),
        (nil, false, nil, nil, true),
    ])
    func ownerReferencesAreMadeWhereTheyAreLegal(
        owner: String?, namespaced: Bool, manifest: String?, expected: String?, refers: Bool
    ) throws {
        let namespace = manifest.map { #","namespace":"\#($0)""# } ?? ""
        let (object, body) = try prepare(
            #"{"apiVersion":"v1","kind":"A","metadata":{"name":"x"\#(namespace)}}"#, namespaced: namespaced, owner: owner)
        #expect(object.key.namespace == expected)
        #expect(body["metadata"]?["namespace"]?.stringValue == expected)
        #expect(object.refersToOwner == refers)
        #expect(
            body["metadata"]?["ownerReferences"]
                == (refers
                    ? [["apiVersion": "example.com/v1", "kind": "Character", "name": "dory", "uid": "0b5c"]] : nil as JSONValue?))
    }

    @Test func anOwnerThatIsInNoClusterIsNotReferredTo() throws {
        let (object, body) = try prepare(plain, uid: "")
        #expect(!object.refersToOwner)
        #expect(body["metadata"]?["ownerReferences"] == nil)
    }

    @Test func otherOwnerReferencesStay() throws {
        let (_, body) = try prepare(
            #"{"apiVersion":"v1","kind":"A","metadata":{"name":"x","ownerReferences":[{"uid":"other"}]}}"#)
        #expect(body["metadata"]?["ownerReferences"]?.arrayValue?.map { $0["uid"] } == ["other", "0b5c"])
    }

    @Test func theDigestIsThatOfTheWholeBody() throws {
        let one = try prepare(plain).object
        #expect(try prepare(plain).object.digest == one.digest)
        #expect(try prepare(plain.replacing("1.50", with: "1.51")).object.digest != one.digest)
        #expect(try prepare(plain, uid: "another").object.digest != one.digest)
        #expect(one.shortDigest != nil)
    }

    @Test func stringDataOfASecretBecomesData() throws {
        let (_, body) = try prepare(
            #"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"x"},"stringData":{"p":"hunter2","q":""},"data":{"p":"b2xk","r":"cg=="}}"#
        )
        #expect(body["stringData"] == nil)
        #expect(body["data"] == ["r": "cg==", "p": "aHVudGVyMg==", "q": ""])
    }

    @Test func stringDataThatTheServerWouldRefuseIsLeftToIt() throws {
        let (_, body) = try prepare(#"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"x"},"stringData":{"p":7}}"#)
        #expect(body["stringData"] == ["p": 7])
    }

    @Test func thePortsOfAServiceNameTheirProtocol() throws {
        let (_, body) = try prepare(
            #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"x"},"spec":{"ports":[{"port":80},{"port":53,"protocol":"UDP"}]}}"#
        )
        #expect(body["spec"]?["ports"] == [["port": 80, "protocol": "TCP"], ["port": 53, "protocol": "UDP"]])
    }
}
