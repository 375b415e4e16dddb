import JSON
import Testing

@testable import Watching

private func telling(_ kind: ChangeKind, _ name: String, uid: String = "1", _ content: Int = 0) -> Telling {
    Telling(
        kind, ObjectIdentity(namespace: "", name: name, uid: uid, resourceVersion: "\(content)"),
        object: RawJSON(unchecked: Array("\(content)".utf8)[...]))
}

private func drain(_ queue: inout MergingQueue) -> [String] {
    var result: [String] = []
    while let item = queue.popFirst() {
        switch item {
        case .change(_, let telling):
            result.append("\(telling.kind) \(telling.identity.name)=\(telling.object?.description ?? "")")
        case .sync(_, let mark): result.append("\(mark)")
        case .capabilities: result.append("capabilities")
        }
    }
    return result
}

@Suite struct MergingQueueTests {
    @Test(arguments: [
        ([ChangeKind.added, .updated], ["added a=1"]), ([.added, .updated, .updated], ["added a=2"]),
        ([.updated, .resynced], ["updated a=1"]), ([.resynced, .updated], ["updated a=1"]),
        ([.resynced, .resynced], ["resynced a=1"]), ([.added, .resynced], ["added a=1"]),
        ([.updated, .deleted], ["deleted a=1"]), ([.added, .deleted], ["deleted a=1"]),
        ([.deleted, .added], ["updated a=1"]),
    ])
    func changesOfOneObjectMerge(kinds: [ChangeKind], expected: [String]) {
        var queue = MergingQueue(maximumBytes: 10_000, maximumCount: 10)
        for (index, kind) in kinds.enumerated() {
            _ = queue.add(.change(resource: 0, telling(kind, "a", index)))
        }
        #expect(queue.merged == kinds.count - 1)
        #expect(drain(&queue) == expected)
        #expect(queue.bytes == 0)
    }

    @Test func aSuccessorOfTheSameNameDoesNotHideTheDeletion() {
        var queue = MergingQueue(maximumBytes: 10_000, maximumCount: 10)
        _ = queue.add(.change(resource: 0, telling(.updated, "a", uid: "1", 0)))
        _ = queue.add(.change(resource: 0, telling(.deleted, "a", uid: "1", 1)))
        _ = queue.add(.change(resource: 0, telling(.added, "a", uid: "2", 2)))
        _ = queue.add(.change(resource: 0, telling(.updated, "a", uid: "2", 3)))
        #expect(drain(&queue) == ["deleted a=1", "added a=3"])
    }

    @Test func objectsKeepTheirPlaces() {
        var queue = MergingQueue(maximumBytes: 10_000, maximumCount: 10)
        for (index, name) in ["a", "b", "c", "a", "b"].enumerated() {
            _ = queue.add(.change(resource: 0, telling(.updated, name, index)))
        }
        _ = queue.add(.change(resource: 1, telling(.updated, "a", 9)))
        #expect(drain(&queue) == ["updated a=3", "updated b=4", "updated c=2", "updated a=9"])
    }

    @Test func nothingMovesAcrossABracket() {
        var queue = MergingQueue(maximumBytes: 10_000, maximumCount: 10)
        _ = queue.add(.change(resource: 0, telling(.updated, "a", 1)))
        _ = queue.add(.sync(resource: 0, .started(all: true)))
        _ = queue.add(.change(resource: 0, telling(.resynced, "a", 2)))
        _ = queue.add(.sync(resource: 0, .completed(all: true, count: 1)))
        _ = queue.add(.change(resource: 0, telling(.updated, "a", 3)))
        #expect(
            drain(&queue) == [
                "updated a=1", "started(all: true)", "resynced a=2", "completed(all: true, count: 1)", "updated a=3",
            ])
    }

    @Test func aFullQueueTakesOnlyWhatMerges() {
        var queue = MergingQueue(maximumBytes: 1_000_000, maximumCount: 2)
        var taken: [Bool] = []
        taken.append(queue.add(.change(resource: 0, telling(.updated, "a", 1))))
        taken.append(queue.add(.change(resource: 0, telling(.updated, "b", 2))))
        #expect(queue.isFull)
        taken.append(queue.add(.change(resource: 0, telling(.updated, "c", 3))))
        taken.append(queue.add(.change(resource: 0, telling(.updated, "a", 4))))
        _ = queue.popFirst()
        taken.append(queue.add(.change(resource: 0, telling(.updated, "c", 5))))
        #expect(taken == [true, true, false, true, true])
        #expect(drain(&queue) == ["updated b=2", "updated c=5"])
    }

    @Test func bytesFillTheQueueToo() {
        var queue = MergingQueue(maximumBytes: 600, maximumCount: 100)
        var taken = 0
        while queue.add(.change(resource: 0, telling(.updated, "n\(taken)", taken))) { taken += 1 }
        #expect(taken == 3)
    }

    @Test func afterTakingAChangeTheNextOfTheSameObjectIsItsOwn() {
        var queue = MergingQueue(maximumBytes: 10_000, maximumCount: 10)
        _ = queue.add(.change(resource: 0, telling(.added, "a", 1)))
        _ = queue.popFirst()
        _ = queue.add(.change(resource: 0, telling(.updated, "a", 2)))
        #expect(drain(&queue) == ["updated a=2"])
    }

    @Test func clearingDropsEverything() {
        var queue = MergingQueue(maximumBytes: 10_000, maximumCount: 10)
        _ = queue.add(.change(resource: 0, telling(.added, "a", 1)))
        queue.removeAll()
        #expect(queue.isEmpty && queue.bytes == 0)
        _ = queue.add(.change(resource: 0, telling(.updated, "a", 2)))
        #expect(drain(&queue) == ["updated a=2"])
    }
}
