import TestSupport
import Testing
import Unix

@testable import Rendering

struct LatestChangesTests {
    @Test func theNewestLineOfEachOwnerIsKept() throws {
        var changes = try LatestChanges(in: Path.temporaryDirectory)
        try changes.remember(OwnerID("b"), Array("first".utf8)[...])
        try changes.remember(OwnerID("a"), Array("other".utf8)[...])
        try changes.remember(OwnerID("b"), Array("second, and longer".utf8)[...])
        let owners = changes.owners
        #expect(owners == ["a", "b"].map(OwnerID.init))
        let newest = try changes.line(of: OwnerID("b"))
        #expect(newest == Array("second, and longer".utf8))
        changes.forget(OwnerID("b"))
        let gone = try changes.line(of: OwnerID("b"))
        #expect(gone == nil)
        let count = changes.count
        #expect(count == 1)
    }

    @Test func linesAreTheSameBeforeAndAfterTheyReachTheFile() throws {
        var changes = try LatestChanges(in: Path.temporaryDirectory)
        for index in 0..<300 {
            try changes.remember(OwnerID("key-\(index)"), [UInt8](repeating: UInt8(index % 251), count: 500 + index)[...])
            for earlier in [0, index / 2, index] {
                let line = try changes.line(of: OwnerID("key-\(earlier)"))
                #expect(line == [UInt8](repeating: UInt8(earlier % 251), count: 500 + earlier))
            }
        }
    }

    @Test func whatWasSupersededIsLetGoOf() throws {
        var changes = try LatestChanges(in: Path.temporaryDirectory)
        for round in 0..<2_000 {
            let line = [UInt8](repeating: UInt8(round % 251), count: 10_000)
            try changes.remember(OwnerID("key-\(round % 20)"), line[...])
        }
        for index in 0..<20 {
            let line = try changes.line(of: OwnerID("key-\(index)"))
            #expect(line == [UInt8](repeating: UInt8((1_980 + index) % 251), count: 10_000))
        }
        // 2,000 lines of 10,000 bytes went in; the file never holds more than twice what lives, beyond its least size.
        let size = changes.fileSize
        #expect(size <= 5 << 20)
    }

    @Test(arguments: 0..<4) func everyOwnerKeepsItsLastLineWhateverHappens(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var changes = try LatestChanges(in: Path.temporaryDirectory)
        var expected: [String: [UInt8]] = [:]
        // Enough for the file to be written again several times, with gaps of all sizes in it.
        for round in 0..<4_000 {
            let key = "key-\(Int.random(in: 0..<200, using: &generator))"
            if Int.random(in: 0..<10, using: &generator) == 0 {
                changes.forget(OwnerID(key))
                expected[key] = nil
            } else {
                let line = [UInt8](repeating: UInt8(round % 251), count: Int.random(in: 1...20_000, using: &generator))
                try changes.remember(OwnerID(key), line[...])
                expected[key] = line
            }
        }
        let count = changes.count
        #expect(count == expected.count)
        for (key, line) in expected {
            let kept = try changes.line(of: OwnerID(key))
            #expect(kept == line)
        }
        let size = changes.fileSize
        #expect(size <= max(4 << 20, 2 * expected.values.reduce(0) { $0 + $1.count }) + (20 << 10))
    }
}
