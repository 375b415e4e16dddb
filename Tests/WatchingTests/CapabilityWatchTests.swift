import Events
import Kubernetes
import Logging
import Operations
import Synchronization
import TestSupport
import Testing

@testable import Watching

/// How often a question was asked.
private final class Asked: Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }

    /// The number of a question, from 0 on.
    func next() -> Int {
        number.withLock { number in
            defer { number += 1 }
            return number
        }
    }
}

/// What the cluster can do, told by a scripted API server.
@Suite(.timeLimit(.minutes(5))) struct CapabilityWatchTests {
    private static let core = ServedVersion(apiVersion: "v1", kinds: ["Pod", "ConfigMap"])
    private static let apps = ServedVersion(apiVersion: "apps/v1", kinds: ["Deployment"])
    private static let told = ["apps/v1", "apps/v1/Deployment", "v1", "v1/ConfigMap", "v1/Pod"]
    private static let refused = KubernetesError("find what is served", .configuration("forbidden"))

    private let outlet = Outlet(scopes: [1], queue: OutgoingQueue())
    private let log = RecordedLog()

    /// - Parameter answers: One after the other; the last one stays.
    private func watch(_ answers: [Result<[ServedVersion], KubernetesError>], asked: Asked = Asked()) -> CapabilityWatch {
        CapabilityWatch(
            outlet: outlet, logger: log.logger,
            clock: WatchClock(now: { .zero }, sleep: { _ in await Task.yield() }, chance: { 0 })
        ) { () async throws(KubernetesError) in
            let number = asked.next()
            return CapabilityAnswer(kubeVersion: "v1.31.0", versions: try answers[min(number, answers.count - 1)].get())
        }
    }

    private var warnings: Int { log.lines.count(where: { $0.hasPrefix("warning: ") }) }

    private func next() async -> [String]? {
        guard case .capabilities(let capabilities)? = await outlet.queue.next()?.item else { return nil }
        #expect(capabilities.kubeVersion == "v1.31.0")
        return capabilities.apiVersions
    }

    @Test func everyGroupVersionAndKindIsToldOnceInOrder() async {
        let watch = watch([.success([Self.core, Self.apps, Self.core])])
        await watch.askFirst()
        #expect(await next() == Self.told)
    }

    @Test func onlyWhatHasChangedIsToldAgain() async throws {
        let asked = Asked()
        let watch = watch([.success([Self.core]), .success([Self.core]), .success([Self.core, Self.apps])], asked: asked)
        await watch.askFirst()
        let running = Task { await watch.run() }
        for number in 2...3 {
            watch.ask()
            try await eventually("the question") { asked.count == number }
        }
        #expect(await next() == ["v1", "v1/ConfigMap", "v1/Pod"])
        #expect(await next() == Self.told)
        #expect(outlet.queue.count == 0)
        running.cancel()
        await running.value
    }

    @Test func everyReaderIsToldFirstOfAll() async {
        let watch = watch([.success([Self.core, Self.apps])])
        await watch.askFirst()
        for reader in 1...2 {
            outlet.restart(for: reader)
            outlet.open(0, 0, outlet.mode(0, 0))
            #expect(await next() == Self.told)
            #expect(await outlet.queue.next()?.item == .sync(resource: 0, .started(all: true)))
        }
    }

    @Test func aRefusalIsSaidOnceAndTriedAgain() async {
        let failures = Array(repeating: Result<[ServedVersion], KubernetesError>.failure(Self.refused), count: 5)
        let watch = watch(failures + [.success([Self.core])])
        await watch.askFirst()
        #expect(outlet.queue.count == 0)
        let running = Task { await watch.run() }
        #expect(await next() == ["v1", "v1/ConfigMap", "v1/Pod"])
        running.cancel()
        await running.value
        #expect(warnings == 1)
    }

    @Test func aGroupThatDoesNotAnswerKeepsItsKinds() async {
        let down = ServedVersion(apiVersion: "apps/v1", kinds: [], isCurrent: false)
        let watch = watch([.success([Self.core, Self.apps]), .success([Self.core, down])])
        await watch.askFirst()
        #expect(await next() == Self.told)
        await watch.askFirst()
        #expect(outlet.queue.count == 0)
        #expect(warnings == 1)
    }

    @Test func aKindThatAppearedIsAskedForUntilItIsThere() async {
        let asked = Asked()
        let early = Result<[ServedVersion], KubernetesError>.success([Self.core])
        let watch = watch([early, early, early, .success([Self.core, Self.apps])], asked: asked)
        await watch.askFirst()
        _ = await next()
        let running = Task { await watch.run() }
        watch.ask(expecting: ObjectKind(apiVersion: "apps/v1", kind: "Deployment"))
        #expect(await next() == Self.told)
        running.cancel()
        await running.value
        #expect(asked.count == 4)
    }

    @Test func aKindThatNeverComesIsNotAskedForForever() async throws {
        let asked = Asked()
        let watch = watch([.success([Self.core])], asked: asked)
        let running = Task { await watch.run() }
        watch.ask(expecting: ObjectKind(apiVersion: "apps/v1", kind: "Deployment"))
        try await eventually("the end of patience") { asked.count >= 7 }
        watch.ask()
        running.cancel()
        await running.value
        #expect(asked.count <= 10)
    }

    @Test func thereIsABound() {
        var known = KnownCapabilities()
        let long = String(repeating: "x", count: KnownCapabilities.maximumLength + 1)
        let versions = (0..<300).map { group in
            ServedVersion(apiVersion: "g\(group)/v1", kinds: (0..<300).map { "Kind\($0)" } + [long])
        }
        let told = known.take(
            CapabilityAnswer(kubeVersion: "v1.31.0", versions: versions + [ServedVersion(apiVersion: long, kinds: [])]))
        #expect(told.apiVersions.count == KnownCapabilities.maximumCount)
        #expect(!told.apiVersions.contains { $0.utf8.count > KnownCapabilities.maximumLength })
    }
}
