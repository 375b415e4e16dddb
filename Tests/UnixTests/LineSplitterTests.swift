import TestSupport
import Testing
import Unix

@Suite struct LineSplitterTests {
    private func split(_ chunks: [[UInt8]], limit: Int = 1000) -> [Line] {
        var splitter = LineSplitter(maximumLineBytes: limit)
        var lines: [Line] = []
        for chunk in chunks { chunk.withUnsafeBytes { splitter.feed($0, into: &lines) } }
        splitter.finish(into: &lines)
        return lines
    }

    @Test func linesAreCountedAndEmptyOnesLeftOut() {
        let lines = split([Array("one\n\n\r\ntwo\nend".utf8)])
        #expect(
            lines == [
                Line(number: 1, content: .bytes(Array("one".utf8)), isTerminated: true),
                Line(number: 4, content: .bytes(Array("two".utf8)), isTerminated: true),
                Line(number: 5, content: .bytes(Array("end".utf8)), isTerminated: false),
            ])
    }

    @Test func aLineOverTheLimitIsSkippedAndTheNextOneIsNot() {
        let text = "12345\n123456\n12345678901234567890\nok\n"
        let lines = split([Array(text.utf8)], limit: 5)
        #expect(lines.map(\.number) == [1, 2, 3, 4])
        #expect(lines[1].content == .oversized(byteCount: 6))
        #expect(lines[2].content == .oversized(byteCount: 20))
        #expect(lines[3].content == .bytes(Array("ok".utf8)))
    }

    @Test func nothingIsHeldOfALineThatWasGivenUp() {
        let lines = split([[UInt8]](repeating: [UInt8](repeating: 0x78, count: 100), count: 50), limit: 10)
        #expect(lines == [Line(number: 1, content: .oversized(byteCount: 5000), isTerminated: false)])
    }

    @Test(arguments: 0..<200) func chunksMakeNoDifference(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab\n\n\r".utf8) + [0, 0xFF]
        let text = (0..<Int.random(in: 0...300, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        let limit = Int.random(in: 1...20, using: &generator)
        var chunks: [[UInt8]] = []
        var rest = text[...]
        while !rest.isEmpty {
            let count = Int.random(in: 0...min(rest.count, 9), using: &generator)
            chunks.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        #expect(split(chunks, limit: limit) == split([text], limit: limit))
        #expect(split(chunks, limit: limit) == reference(text, limit: limit))
    }

    /// The same by the simplest means.
    private func reference(_ text: [UInt8], limit: Int) -> [Line] {
        var parts = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let last = parts.removeLast()
        var lines: [Line] = []
        for (index, part) in (parts + (last.isEmpty ? [] : [last])).enumerated() {
            let content: Line.Content = part.count > limit ? .oversized(byteCount: part.count) : .bytes(part)
            if part.isEmpty || part == [0x0D] { continue }
            lines.append(Line(number: index + 1, content: content, isTerminated: index < parts.count))
        }
        return lines
    }
}
