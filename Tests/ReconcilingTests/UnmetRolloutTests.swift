import JSON
import Testing

@testable import Reconciling

@Suite struct UnmetRolloutTests {
    private static func hook(_ name: String, _ events: String...) -> JSONValue {
        [
            "name": .string(name), "events": .array(events.map { .string($0) }), "weight": 0, "deletePolicies": [],
            "manifest": ["kind": "Job"],
        ]
    }

    private func explanation(_ rollout: JSONValue) -> String? { UnmetRollout.explanation(of: RawJSON(rollout)) }

    @Test func withoutARolloutEverythingIsDone() {
        #expect(UnmetRollout.explanation(of: nil) == nil)
        #expect(explanation([:]) == nil)
        #expect(explanation(["hooks": [], "wait": false, "waitTimeoutSeconds": 300]) == nil)
    }

    @Test func hooksAreNamed() {
        #expect(
            explanation(["hooks": [Self.hook("Job/migrate", "pre-install", "pre-upgrade")]])
                == "1 hook of the chart is not run: the applier runs none (Job/migrate)")
        #expect(
            explanation(["hooks": [Self.hook("Job/a", "post-install"), Self.hook("Job/b", "post-delete")]])
                == "2 hooks of the chart are not run: the applier runs none (Job/a, Job/b)")
    }

    @Test func testsAndRollbacksAreNotForTheApplier() {
        let others = [Self.hook("Pod/test", "test"), Self.hook("Job/back", "pre-rollback", "post-rollback")]
        #expect(explanation(["hooks": .array(others)]) == nil)
        #expect(
            explanation(["hooks": .array(others + [Self.hook("Pod/both", "test", "post-install")])])
                == "1 hook of the chart is not run: the applier runs none (Pod/both)")
    }

    @Test func objectsThatWereToBeWaitedForAreSaidNotToBe() {
        let wait = "the objects are not waited for: the applier does not wait"
        #expect(explanation(["wait": true, "waitTimeoutSeconds": 60]) == wait)
        #expect(
            explanation(["hooks": [Self.hook("Job/a", "pre-install")], "wait": true])
                == "1 hook of the chart is not run: the applier runs none (Job/a); \(wait)")
    }

    @Test func ofManyHooksAndLongNamesAPartIsShown() throws {
        let long = "Job/" + String(repeating: "x", count: 10_000)
        let hooks = (0..<1000).map { Self.hook($0 == 0 ? long : "Job/\($0)", "pre-install") }
        let rollout: JSONValue = ["hooks": .array(hooks)]
        let text = try #require(explanation(rollout))
        #expect(text.hasPrefix("1000 hooks of the chart are not run: the applier runs none (Job/xxx"))
        #expect(text.hasSuffix("xx…, Job/1, Job/2, Job/3, Job/4, and 995 more)"))
        #expect(text.utf8.count < 300)
    }

    @Test(arguments: [
        ("[]", "the rollout is not understood"), (#"{"hooks": {}}"#, "the hooks are not understood"),
        (#"{"hooks": [1]}"#, "1 hook of the chart is not run: the applier runs none (?)"),
        (#"{"hooks": [{"name": 2, "events": "x"}]}"#, "1 hook of the chart is not run: the applier runs none (?)"),
    ])
    func whatIsNotUnderstoodIsNotDoneEither(text: String, expected: String) throws {
        #expect(UnmetRollout.explanation(of: try RawJSON(validating: Array(text.utf8))) == expected)
    }
}
