import JSON
import Synchronization
import Testing

@testable import Watching

private func change(_ name: String) -> Outgoing {
    .change(
        resource: 0,
        Telling(.updated, ObjectIdentity(namespace: "", name: name, uid: name), object: RawJSON(unchecked: [0x31])))
}

@Suite(.timeLimit(.minutes(5))) struct OutgoingQueueTests {
    @Test func aFullQueueHoldsItsProducerUntilThereIsRoom() async {
        let queue = OutgoingQueue(maximumBytes: 1 << 20, maximumCount: 3)
        let added = Mutex(0)
        async let producer: Void = {
            for number in 0..<100 {
                await queue.add(change("\(number)"), for: 0)
                added.withLock { $0 += 1 }
            }
            queue.finish()
        }()
        var taken = 0
        while let (item, _) = await queue.next() {
            #expect(item == change("\(taken)"))
            taken += 1
            #expect(added.withLock { $0 } <= taken + 4)
        }
        await producer
        #expect(taken == 100)
    }

    @Test func finishingLetsEveryWaiterGo() async {
        let queue = OutgoingQueue(maximumBytes: 1 << 20, maximumCount: 1)
        await queue.add(change("a"), for: 0)
        async let second: Void = queue.add(change("b"), for: 0)
        async let third: Void = queue.add(change("c"), for: 0)
        queue.finish()
        _ = await (second, third)
        #expect(await queue.next()?.item == change("a"))
        #expect(await queue.next()?.item == nil)
    }

    @Test func aClearedQueueHasRoomAgain() async {
        let queue = OutgoingQueue(maximumBytes: 1 << 20, maximumCount: 1)
        await queue.add(change("a"), for: 0)
        async let second: Void = queue.add(change("b"), for: 0)
        queue.restart(for: 2)
        await second
        // What was meant for the one before is not for its successor, who is told everything from the start.
        await queue.add(change("c"), for: 0)
        await queue.add(change("d"), for: 2)
        let next = await queue.next()
        #expect(next?.item == change("d"))
        #expect(next?.reader == 2)
    }

    @Test func cancellingAProducerDoesNotLoseItsEvent() async {
        let queue = OutgoingQueue(maximumBytes: 1 << 20, maximumCount: 1)
        await queue.add(change("a"), for: 0)
        let producer = Task { await queue.add(change("b"), for: 0) }
        producer.cancel()
        #expect(await queue.next()?.item == change("a"))
        #expect(await queue.next()?.item == change("b"))
        await producer.value
    }
}
