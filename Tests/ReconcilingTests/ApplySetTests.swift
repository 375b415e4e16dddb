import Testing

@testable import Reconciling

@Suite struct ApplySetTests {
    /// The ids were made with Python's hashlib and base64.
    @Test(arguments: [
        (
            "dory", "default" as String?, "Character", "stable.example.com",
            "applyset-7snBT5ymY2MCvL6bIKKkNMjSZKPICD47f5ycI0NjWec-v1"
        ),
        ("reef", nil, "Namespace", "", "applyset-j-nw7R7n32sU7aYpUiE7fMBMkUlNcxGty5EUTBoUt4M-v1"),
    ])
    func idIsTheDigestOfNameNamespaceKindAndGroup(
        name: String, namespace: String?, kind: String, group: String, id: String
    ) {
        #expect(ApplySet(name: name, namespace: namespace, kind: kind, group: group).id == id)
    }

    @Test(arguments: [
        ("ConfigMap", GroupKind(group: "", kind: "ConfigMap")),
        ("Deployment.apps", GroupKind(group: "apps", kind: "Deployment")),
        ("ClusterRole.rbac.authorization.k8s.io", GroupKind(group: "rbac.authorization.k8s.io", kind: "ClusterRole")),
    ])
    func groupKindsAreReadAsTheyAreWritten(text: String, kind: GroupKind) {
        #expect(GroupKind(parsing: text) == kind)
        #expect(kind.description == text)
    }

    @Test func aGroupAloneIsNoGroupKind() {
        #expect(GroupKind(parsing: ".apps") == nil)
        #expect(GroupKind(parsing: "") == nil)
    }

    @Test func marksLeaveOutTheHomeNamespaceAndAreSorted() {
        let keys = [("b", "Secret"), ("a", "ConfigMap"), ("home", "ConfigMap"), (nil, "Namespace")].map { namespace, kind in
            ObjectKey(groupKind: GroupKind(group: "", kind: kind), namespace: namespace, name: "x")
        }
        let marks = Marks(tooling: "fairlead-x/1.0.0", of: keys, home: "home")
        #expect(marks.groupKindsText == "ConfigMap,Namespace,Secret")
        #expect(marks.namespacesText == "a,b")
    }

    @Test func wideningKeepsWhatIsThereAndTakesTheNewVersion() {
        let old = Marks(tooling: "t/1", groupKinds: "ConfigMap", additionalNamespaces: "a")
        let new = Marks(tooling: "t/2", groupKinds: "Secret", additionalNamespaces: "")
        let wide = old.widened(by: new)
        #expect(wide.groupKindsText == "ConfigMap,Secret")
        #expect(wide.namespacesText == "a")
        #expect(wide.tooling == "t/2")
        #expect(Marks(tooling: "t/1", groupKinds: "Secret", additionalNamespaces: nil).coversSame(as: new))
    }

    @Test(arguments: [("fairlead-characters/0.1.0", "fairlead-characters"), ("kubectl", "kubectl"), ("a/b/1", "a/b")])
    func theToolIsWhatStandsBeforeTheVersion(tooling: String, tool: String) {
        #expect(Marks.tool(of: tooling) == tool)
    }
}
