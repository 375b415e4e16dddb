import Events
import Testing

@Suite(.timeLimit(.minutes(5))) struct KeyedQueueTests {
    private func drain(_ queue: KeyedQueue<String, Int>) -> [String] {
        var items: [String] = []
        while let item = queue.popIfAny() { items.append("\(item.key ?? "-")\(item.value)") }
        return items
    }

    @Test func theNewestValueTakesTheOldestPlace() async {
        let queue = KeyedQueue<String, Int>(maximumCount: 10)
        for (key, value) in [("a", 1), ("b", 2), ("a", 3), ("c", 4), ("b", 5)] { await queue.push(value, key: key) }
        #expect(drain(queue) == ["a3", "b5", "c4"])
    }

    @Test func aKeyThatHasLeftComesAnew() async {
        let queue = KeyedQueue<String, Int>(maximumCount: 10)
        await queue.push(1, key: "a")
        await queue.push(2, key: "b")
        #expect(queue.popIfAny()?.value == 1)
        await queue.push(3, key: "a")
        await queue.push(4, key: "b")
        #expect(drain(queue) == ["b4", "a3"])
    }

    @Test func nothingIsReplacedAcrossABarrier() async {
        let queue = KeyedQueue<String, Int>(maximumCount: 10)
        await queue.push(1, key: "a")
        await queue.push(0, key: nil)
        await queue.push(2, key: "a")
        await queue.push(3, key: "a")
        await queue.push(0, key: nil)
        #expect(drain(queue) == ["a1", "-0", "a3", "-0"])
    }

    @Test func valuesMayBeMerged() async {
        let queue = KeyedQueue<String, Int>(maximumCount: 10)
        for value in 1...4 { await queue.push(value, key: "a", bytes: value) { $0 + $1 } }
        #expect(queue.byteCount == 4)
        #expect(drain(queue) == ["a10"])
        #expect(queue.byteCount == 0)
    }

    @Test func aFullQueueHoldsUpNewKeysOnly() async {
        let queue = KeyedQueue<String, Int>(maximumCount: 2)
        await queue.push(1, key: "a")
        await queue.push(2, key: "b")
        let waiting = Task { await queue.push(3, key: "c") }
        #expect(await queue.push(4, key: "a"))
        #expect(queue.count == 2)
        #expect(await queue.pop()?.value == 4)
        #expect(await waiting.value)
        #expect(drain(queue) == ["b2", "c3"])
    }

    @Test func bytesAreBounded() async {
        let queue = KeyedQueue<String, Int>(maximumCount: 100, maximumBytes: 10)
        await queue.push(1, key: "huge", bytes: 1000)
        let waiting = Task { await queue.push(2, key: "b", bytes: 1) }
        await queue.push(3, key: "huge", bytes: 5)
        #expect(await waiting.value)
        #expect(drain(queue) == ["huge3", "b2"])
    }

    @Test func manyThatWaitAllComeThrough() async {
        let queue = KeyedQueue<Int, Int>(maximumCount: 1)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 { group.addTask { await queue.push(number, key: number) } }
            for _ in 0..<4 {
                group.addTask { for _ in 0..<50 { _ = await queue.pop() } }
            }
        }
        #expect(queue.count == 0)
    }

    @Test func finishingAndCancellingEndTheWaits() async {
        let queue = KeyedQueue<String, Int>(maximumCount: 1)
        let popping = Task { await queue.pop() == nil }
        popping.cancel()
        #expect(await popping.value)
        await queue.push(1, key: "a")
        let pushing = Task { await queue.push(2, key: "b") }
        pushing.cancel()
        #expect(await pushing.value == false)
        let other = Task { await queue.push(2, key: "c") }
        queue.finish()
        #expect(await other.value == false)
        #expect(await queue.push(3, key: "a") == false)
        #expect(await queue.pop()?.value == 1)
        #expect(await queue.pop() == nil)
    }

    @Test func removingAllMakesRoom() async {
        let queue = KeyedQueue<String, Int>(maximumCount: 2)
        await queue.push(1, key: "a")
        await queue.push(2, key: "b")
        queue.removeAll()
        await queue.push(3, key: "a")
        #expect(drain(queue) == ["a3"])
    }
}
