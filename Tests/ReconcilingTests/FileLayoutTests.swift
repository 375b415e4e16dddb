import Testing

@testable import Reconciling

@Suite struct FileLayoutTests {
    @Test(arguments: [
        ("ConfigMap", "default" as String?, "dory", "default/ConfigMap/dory.yaml"),
        ("Deployment.apps", "default", "dory", "default/Deployment.apps/dory.yaml"),
        ("Namespace", nil, "reef", "_cluster/Namespace/reef.yaml"),
        (
            "ClusterRole.rbac.authorization.k8s.io", nil, "system:reader",
            "_cluster/ClusterRole.rbac.authorization.k8s.io/system:reader.yaml"
        ),
        ("ConfigMap", "..", "..", "%2E./ConfigMap/%2E..yaml"),
        ("ConfigMap", "_cluster", "x", "%5Fcluster/ConfigMap/x.yaml"),
        ("ConfigMap", "a", "../../etc/passwd", "a/ConfigMap/%2E.%2F..%2Fetc%2Fpasswd.yaml"),
        ("../x", "a", "b", "a/%2E.%2Fx/b.yaml"),
        ("ConfigMap", "", "", "%/ConfigMap/%.yaml"),
        ("ConfigMap", "a", "x%2Fy\n", "a/ConfigMap/x%252Fy%0A.yaml"),
    ])
    func thePathHasThreeComponentsWhateverAnObjectIsCalled(kind: String, namespace: String?, name: String, path: String) {
        let dot = kind.hasPrefix(".") ? nil : GroupKind(parsing: kind)
        let key = ObjectKey(groupKind: dot ?? GroupKind(group: "", kind: kind), namespace: namespace, name: name)
        #expect(FileLayout.path(of: key) == path)
    }

    @Test func longNamesAreCutAndStayApart() {
        func path(_ name: String) -> String {
            FileLayout.path(of: ObjectKey(groupKind: GroupKind(group: "", kind: "A"), namespace: "n", name: name))
        }
        let long = String(repeating: "é", count: 253)
        let component = path(long).split(separator: "/").last ?? ""
        #expect(component.utf8.count <= 255)
        #expect(component.hasSuffix(".yaml"))
        #expect(path(long) != path(long + "x"))
    }

    @Test(arguments: [
        ("Namespace", false), ("ConfigMap", true), ("ClusterRole.rbac.authorization.k8s.io", false), ("Thing.example.com", true),
    ])
    func builtInKindsAreKnownByScope(kind: String, namespaced: Bool) throws {
        #expect(BuiltInScope.isNamespaced(try #require(GroupKind(parsing: kind))) == namespaced)
    }
}
