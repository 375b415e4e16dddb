import Events
import Testing

@testable import Watching

@Suite struct ManifestTests {
    @Test func listsAreTakenApart() throws {
        let text = """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
            - {apiVersion: example.com/v1, kind: Wolf, metadata: {name: b, namespace: woods}}
            """
        let manifests = try Manifest.read(Array(text.utf8), file: "list.yaml")
        #expect(manifests.map(\.name) == ["a", "b"])
        #expect(manifests.map(\.group) == ["", "example.com"])
        #expect(manifests.map(\.version) == ["v1", "v1"])
        #expect(manifests.map(\.namespace) == [nil, "woods"])
    }

    @Test(arguments: [
        ("a: 1", "f.yaml:1:1: the object has no kind"),
        ("- a", "f.yaml:1:1: the document is not an object"),
        ("kind: X", "f.yaml:1:1: the X has no apiVersion"),
        ("kind: X\napiVersion: v1", "f.yaml:1:1: the X has no metadata.name"),
        (
            "kind: X\napiVersion: a/b/c\nmetadata: {name: x}",
            "f.yaml:1:1: apiVersion \"a/b/c\" is neither VERSION nor GROUP/VERSION"
        ),
        ("kind: X\napiVersion: v1\nmetadata: {name: a/b}", "f.yaml:1:1: metadata.name \"a/b\" contains a slash"),
        ("kind: X\napiVersion: v1\nmetadata: {name: a}\n---\n\nkind: Z\n", "f.yaml:6:1: the Z has no apiVersion"),
        ("kind: X\nkind: Y\n", "f.yaml:2:1: key \"kind\" is there twice"),
    ])
    func whatIsNoManifestIsRefusedWithItsPlace(text: String, message: String) {
        let error = #expect(throws: ManifestError.self) { try Manifest.read(Array(text.utf8), file: "f.yaml") }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        ("Character", "characters", true), ("Policy", "policies", true), ("Ingress", "ingresses", true),
        ("Endpoints", "endpoints", true), ("Namespace", "namespaces", false), ("Node", "nodes", false),
    ])
    func aKindWithoutADefinitionIsCalledAsKubernetesGuesses(kind: String, plural: String, namespaced: Bool) throws {
        let text = "apiVersion: v1\nkind: \(kind)\nmetadata: {name: a}\n"
        let manifest = try #require(try Manifest.read(Array(text.utf8), file: "f.yaml").first)
        let resource = KindNames().resource(of: manifest)
        #expect(resource.plural == plural)
        #expect(resource.namespaced == namespaced)
    }
}
