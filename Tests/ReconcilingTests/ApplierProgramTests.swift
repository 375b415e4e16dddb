import Events
import Glibc
import JSON
import TestSupport
import Testing
import Unix

@testable import Reconciling

/// The applier as it is run: lines of bundles in, lines of results out, and the real API server.
@Suite(.timeLimit(.minutes(5))) struct ApplierProgramTests {
    private func composer(_ reef: Reef) -> EventComposer {
        EventComposer(program: "renderer", pipeline: reef.namespace, run: "c")
    }

    /// Runs the applier over events to the end of its input.
    private func run(_ reef: Reef, _ arguments: [String] = [], _ payloads: [any EventPayload]) async throws -> Command {
        try await Command.run(
            try Repository.program("applier"), ApplierRun.flags(reef) + arguments,
            input: ApplierRun.lines(payloads, composer(reef)))
    }

    @Test func resultsTellEachObject() async throws {
        let reef = try await Reef("told")
        let dory = try await reef.makeOwner("dory")
        let first = Fixture.bundle(
            dory, Fixture.configMap("a"), Fixture.configMap("b"), Fixture.configMap("Not A Name"))
        let failed = try await run(reef, [first])
        // What kept failing when the input had ended is told by the exit status.
        #expect(failed.exit == .status(1), "\(failed.error)")
        let event = try #require(try ApplierRun.events(failed.output).first)
        #expect(event.type == .result)
        #expect(event.causationID == "c-1")
        #expect(event.partitionKey == dory.key)
        #expect(event.subject == dory.subject)
        #expect(event.source == "/fairlead/applier/\(reef.namespace)")
        let result = try ResultData(of: event)
        #expect(result.phase == .failed)
        #expect(result.attempt == 1)
        #expect(result.bundle == first.digest)
        #expect(result.owner == dory)
        #expect(result.message?.contains("Not A Name") == true)
        #expect(result.objects.map(\.outcome) == [.created, .created, .failed])
        #expect(result.objects.map(\.objectName) == ["a", "b", "Not A Name"])
        #expect(result.objects.map(\.name) == first.objects.map(\.name))
        #expect(result.objects.allSatisfy { $0.namespace == reef.namespace && $0.kind == "ConfigMap" && $0.apiVersion == "v1" })
        #expect(result.objects.allSatisfy { 0...result.durationMilliseconds ~= $0.durationMilliseconds })

        let second = Fixture.bundle(
            try await reef.owner("dory"), Fixture.configMap("a"), Fixture.configMap("b", ["color": "red"]))
        let third = Fixture.bundle(try await reef.owner("dory"), Fixture.configMap("a"))
        let gone = Teardown(owner: dory, reason: .filtered)
        var outcomes: [[String]] = []
        for payload in [second, third, gone] as [any EventPayload] {
            let run = try await run(reef, [payload])
            #expect(run.exit == .status(0), "\(run.error)")
            let results = try ApplierRun.events(run.output).map { try ResultData(of: $0) }
            outcomes += results.map { $0.objects.map { "\($0.action) \($0.outcome) \($0.objectName)" } }
        }
        #expect(
            outcomes == [
                ["apply unchanged a", "apply configured b"], ["apply unchanged a", "prune pruned b"], ["delete deleted a"],
            ])
        #expect(failed.error.contains("configmap/a created"), "\(failed.error)")
        try await reef.leave()
    }

    private func run(_ reef: Reef, _ payloads: [any EventPayload]) async throws -> Command {
        try await run(reef, [], payloads)
    }

    @Test func aFailedOwnerIsTriedAgainUntilItIsReplacedAndSlowsNobody() async throws {
        let reef = try await Reef("backoff")
        let bad = try await reef.makeOwner("bad")
        let good = try await reef.makeOwners((0..<40).map { "good-\($0)" })
        let applier = try ApplierRun(reef)
        try applier.send(Fixture.bundle(bad, Fixture.configMap("Not A Name")))
        _ = try await eventually("the failure to repeat") { try applier.results(of: bad).count > 5 ? true : nil }
        try applier.send(good.map { Fixture.bundle($0, Fixture.configMap($0.name)) })
        try await eventually("the good ones") { try applier.results().filter { $0.phase == .applied }.count == good.count }
        let failures = try applier.results(of: bad)
        #expect(failures.map(\.attempt) == Array(1...failures.count))
        #expect(failures.allSatisfy { $0.phase == .failed })
        // Each wait is twice the one before, so that few attempts are made in what time it took.
        #expect(failures.count < 20)

        try applier.send(Fixture.bundle(bad, Fixture.configMap("now-a-name")))
        try await eventually("the bad one, once it is good") { try applier.results(of: bad).last?.phase == .applied }
        #expect(try await reef.members(bad) == ["configmap/now-a-name"])
        applier.endInput()
        #expect(try await applier.ended() == .status(0))
        #expect(try applier.results(of: bad).last?.phase == .applied)
        try await reef.leave()
    }

    @Test func newerBundlesReplaceWaitingOnesAndTheLastOneCounts() async throws {
        let reef = try await Reef("newest")
        let dory = try await reef.makeOwner("dory")
        let bundles = (1...200).map { index in
            Bundle(
                owner: dory, digest: "sha256:\(index)", engine: "test", change: .updated,
                objects: Fixture.bundle(dory, Fixture.configMap("a", ["number": "\(index)"])).objects)
        }
        let run = try await run(reef, bundles)
        #expect(run.exit == .status(0), "\(run.error)")
        let results = try ApplierRun.events(run.output).map { try ResultData(of: $0) }
        #expect(Set(results.map(\.bundle)) == Set(bundles.map(\.digest)))
        #expect(results.count == bundles.count)
        let applied = results.filter { $0.phase == .applied }
        #expect(applied.last?.bundle == "sha256:200")
        #expect(applied.count < bundles.count)
        #expect(results.filter { $0.phase == .superseded }.count == bundles.count - applied.count)
        #expect(try await reef.object("configmap", "a")["data"] == ["number": "200"])
        try await reef.leave()
    }

    @Test func nopPrintsAndAppliesNothing() async throws {
        let reef = try await Reef("nop")
        let dory = try await reef.makeOwner("dory")
        let directory = try TemporaryDirectory()
        let payloads: [any EventPayload] = [
            Fixture.bundle(dory, Fixture.configMap("a")), Teardown(owner: Fixture.owner("nemo"), reason: .deleted),
        ]
        for target in [[], ["--directory", directory.path("out")]] {
            let run = try await run(reef, ["--nop"] + target, payloads)
            #expect(run.exit == .status(0))
            #expect(run.error.contains("configmap/a would be applied"), "\(run.error)")
            #expect(run.error.contains("/default/nemo would be deleted"), "\(run.error)")
        }
        #expect(access(directory.path("out"), F_OK) != 0)
        #expect(try await reef.members(dory) == [])
        #expect(try await reef.owner("dory").applySet == nil)
        try await reef.leave()
    }

    @Test func hooksAndWaitingAreSaidNotToBeDone() async throws {
        let reef = try await Reef("rollout")
        let dory = try await reef.makeOwner("dory")
        let whole = Fixture.bundle(dory, Fixture.configMap("a"))
        let rollout: JSONValue = ["hooks": [["name": "Job/migrate", "events": ["pre-install"]]], "wait": true]
        let bundle = Bundle(
            owner: dory, digest: whole.digest, engine: "helm", change: .added, objects: whole.objects,
            rollout: RawJSON(rollout))
        for arguments in [["--nop"], []] {
            let run = try await run(reef, arguments, [bundle])
            #expect(run.exit == .status(0))
            #expect(run.error.split(separator: "\n").filter { $0.contains("a part of the rollout is not done") }.count == 1)
            #expect(run.error.contains("1 hook of the chart is not run: the applier runs none (Job/migrate)"), "\(run.error)")
            let results = try ApplierRun.events(run.output).map { try ResultData(of: $0) }
            if !arguments.isEmpty {
                #expect(results.isEmpty)
                continue
            }
            #expect(results.map(\.phase) == [.applied])
            #expect(results.first?.message?.hasSuffix("the objects are not waited for: the applier does not wait") == true)
        }
        #expect(try await reef.members(dory) == ["configmap/a"])
        try await reef.leave()
    }

    @Test func resultsThatNobodyReadsHoldNothingUp() async throws {
        let reef = try await Reef("unread")
        let owners = try await reef.makeOwners((0..<50).map { "fish-\($0)" })
        let directory = try TemporaryDirectory()
        let applier = try ApplierRun(reef, ["--output", "unix:\(directory.path("results.sock"))"])
        try applier.send(owners.map { Fixture.bundle($0, Fixture.configMap($0.name)) })
        try await eventually("all objects") { try await reef.names("configmaps", labels: "fairlead.dev/pipeline").count == 50 }
        // Who comes later hears of what is done from then on.
        let source = try EventSource(Link(parsing: "unix:\(directory.path("results.sock"))"))
        var iterator = source.makeAsyncIterator()
        guard case .peerConnected? = try await iterator.next() else {
            Issue.record("not connected")
            return
        }
        try await eventually("the applier to see its reader") {
            try applier.send(Fixture.bundle(owners[0], Fixture.configMap(owners[0].name)))
            return try await iterator.next() != nil
        }
        source.stop()
        applier.endInput()
        #expect(try await applier.ended() == .status(0))
        try await reef.leave()
    }

    @Test func aLineBeyondTheLimitIsReportedAndSkipped() async throws {
        let reef = try await Reef("limits")
        let dory = try await reef.makeOwner("dory")
        let large = Fixture.configMap("large", ["text": String(repeating: "x", count: 17 << 20)])
        let many = Fixture.bundle(dory, (0..<300).map { Fixture.configMap("c-\($0)") })
        let run = try await run(reef, [Fixture.bundle(dory, large), many])
        #expect(run.exit == .status(0), "\(run.error)")
        #expect(run.error.contains("line=1"), "\(run.error.prefix(2000))")
        let results = try ApplierRun.events(run.output).map { try ResultData(of: $0) }
        #expect(results.count == 1)
        #expect(results.first?.objects.map(\.outcome) == Array(repeating: .created, count: 300))
        try await reef.leave()
    }

    @Test func aTerminationLeavesNothingHalfRecorded() async throws {
        let reef = try await Reef("term")
        let dory = try await reef.makeOwner("dory")
        let count = 3000
        func bundle(_ owner: Owner) -> Bundle { Fixture.bundle(owner, (0..<count).map { Fixture.configMap("c-\($0)") }) }
        let applier = try ApplierRun(reef)
        try applier.send(bundle(dory))
        try await eventually("the first objects") { try await !reef.members(dory).isEmpty }
        let start = ContinuousClock.now
        applier.signal(SIGTERM)
        #expect(try await applier.ended() == .status(0))
        #expect(ContinuousClock.now - start < .seconds(11))
        let output = try applier.output()
        #expect(output.isEmpty || output.last == UInt8(ascii: "\n"))
        #expect(try applier.results().allSatisfy { $0.phase == .applied })

        // What came to be is in the inventory, and the next run goes on from there.
        #expect(try await reef.owner("dory").applySet?.groupKinds == ["ConfigMap"])
        let made = try await reef.members(dory).count
        let next = try await run(reef, [bundle(try await reef.owner("dory"))])
        let result = try #require(try ApplierRun.events(next.output).map { try ResultData(of: $0) }.first)
        #expect(result.phase == .applied)
        #expect(result.objects.filter { $0.outcome == .unchanged }.count == made)
        #expect(result.objects.count == count)
        try await reef.leave()
    }

    @Test func aTerminationDoesNotWaitForAServerThatIsSilent() async throws {
        let reef = try await Reef("silent")
        let dory = try await reef.makeOwner("dory")
        let server = try SilentServer()
        let directory = try TemporaryDirectory()
        let kubeconfig = try directory.write("kubeconfig", server.kubeconfig)
        let applier = try ApplierRun(reef, kubeconfig: kubeconfig)
        try applier.send(Fixture.bundle(dory, Fixture.configMap("a")))
        try await eventually("the request") { server.hasConnection }
        let start = ContinuousClock.now
        applier.signal(SIGTERM)
        #expect(try await applier.ended() == .status(0))
        #expect(ContinuousClock.now - start < .seconds(11))
        try await reef.leave()
    }

    @Test func ownersThatWentWhileNoApplierRanAreTornDownOnceAllWereTold() async throws {
        let reef = try await Reef("sync")
        let other = try await reef.cluster.makeNamespace("sync-other")
        let owners = try await reef.makeOwners(["dory", "nemo"])
        func sync(_ phase: Sync.Phase, _ count: Int = 0) -> Sync {
            Sync(phase: phase, resource: Reef.fish, count: count, scope: .all)
        }
        func bundle(_ owner: Owner) -> Bundle { Fixture.bundle(owner, Fixture.configMap(owner.name, namespace: other)) }
        let first = try await run(reef, [sync(.started)] + owners.map(bundle) + [sync(.completed, 2)])
        #expect(first.exit == .status(0), "\(first.error)")
        try await reef.cluster.kubectl(
            "-n", reef.namespace, "patch", "fish", "dory", "--type=merge", "-p", #"{"metadata":{"finalizers":null}}"#)
        try await reef.cluster.kubectl("-n", reef.namespace, "delete", "fish", "dory")

        let nemo = try await reef.owner("nemo")
        let second = try await run(reef, [sync(.started), bundle(nemo), sync(.completed, 1)])
        #expect(second.exit == .status(0), "\(second.error)")
        let events = try ApplierRun.events(second.output)
        // Barriers pass on, behind what came before them.
        #expect(events.map(\.type).prefix(3) == [.sync, .result, .sync])
        let torn = try ResultData(of: try #require(events.last))
        #expect(torn.owner.key == owners[0].key)
        #expect(torn.phase == .tornDown)
        #expect(torn.objects.map(\.outcome) == [.deleted])
        #expect(try await reef.members(owners[0], in: other) == [])
        #expect(try await reef.members(nemo, in: other) == ["configmap/nemo"])
        try await reef.cluster.kubectl(
            "-n", reef.namespace, "patch", "fish", "nemo", "--type=merge", "-p", #"{"metadata":{"finalizers":null}}"#)
        try await reef.leave(also: other)
    }
}
