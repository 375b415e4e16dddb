import Testing

@testable import Reconciling

@Suite struct KindOrderTests {
    private func kind(_ text: String) -> GroupKind { GroupKind(parsing: text) ?? GroupKind(group: "", kind: text) }

    @Test func tiersComeInOrderAndEachInHelmsOrder() {
        let kinds = [
            "Thing.example.com", "Deployment.apps", "Service", "ConfigMap", "ServiceAccount",
            "CustomResourceDefinition.apiextensions.k8s.io", "Namespace", "Secret",
            "ValidatingWebhookConfiguration.admissionregistration.k8s.io",
        ]
        let tiers = KindOrder.tiers(kinds.map(kind))
        #expect(tiers.map(\.tier) == [.namespaces, .definitions, .foundations, .objects, .interceptors])
        #expect(
            tiers.map { $0.indices.map { kinds[$0] } } == [
                ["Namespace"], ["CustomResourceDefinition.apiextensions.k8s.io"], ["ServiceAccount"],
                ["Secret", "ConfigMap", "Service", "Deployment.apps", "Thing.example.com"],
                ["ValidatingWebhookConfiguration.admissionregistration.k8s.io"],
            ])
    }

    @Test func equalKindsKeepTheOrderOfTheBundle() {
        #expect(KindOrder.tiers(["Secret", "ConfigMap", "Secret", "ConfigMap"].map(kind))[0].indices == [0, 2, 1, 3])
    }

    @Test func aKindOfTheSameNameInAnotherGroupIsNoNamespace() {
        #expect(KindOrder.tier(of: kind("Namespace.example.com")) == .objects)
    }
}
