import JSON
import Testing
import YAML

@testable import Linting

@Suite struct ManifestCheckTests {
    @Test func aGoodObjectHasNoProblems() {
        #expect(
            ManifestCheck.problems(with: [
                "apiVersion": "apps/v1", "kind": "Deployment",
                "metadata": [
                    "name": "web.a-1", "namespace": "x", "labels": ["app.kubernetes.io/name": "Web_1", "e": ""],
                    "annotations": ["Example.com/X": "{}"],
                ],
                "spec": ["selector": ["matchLabels": ["a": "b"]], "template": ["metadata": ["labels": ["a": "b", "c": "d"]]]],
            ]) == [])
        #expect(
            ManifestCheck.problems(with: [
                "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": ["name": "system:Reader"],
            ]) == [])
    }

    /// Objects that are each wrong in one way, as YAML, and how the problem begins.
    private static let mistakes = [
        ("apiVersion: a/b/c\nkind: X\nmetadata: {name: x}", "apiVersion: \"a/b/c\" is neither"),
        ("apiVersion: v1\nkind: Config Map\nmetadata: {name: x}", "kind: \"Config Map\""),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: X}", "metadata.name: \"X\" is not a DNS subdomain"),
        (
            "apiVersion: v1\nkind: Service\nmetadata: {name: 1x}",
            "metadata.name: \"1x\" is not a DNS label that begins with a letter"
        ),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: a.b}", "metadata.namespace: \"a.b\""),
        (
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, labels: {a: true}}",
            "metadata.labels: the value of \"a\" is true and has"
        ),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, labels: {a: b c}}", "metadata.labels: the value \"b c\" of \"a\""),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, labels: {a b: c}}", "metadata.labels: \"a b\" is no key"),
        (
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, annotations: {a: 1}}",
            "metadata.annotations: the value of \"a\" is 1"
        ),
        (
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n"
                + "spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: c}}}}",
            "spec.selector.matchLabels: \"a\" is not so"
        ),
    ]

    @Test(arguments: mistakes)
    func mistakesAreTold(manifest: String, problem: String) throws {
        let problems = ManifestCheck.problems(with: try YAML.document(Array(manifest.utf8)).value)
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix(problem) == true, "\(problems)")
    }
}
