import Diagnostics
import Testing

@Suite struct SourceExcerptTests {
    @Test func theCaretStandsBelowThePlace() {
        let text = Array("a\n\tb: {{ .x }}\r\nc".utf8)
        #expect(SourceExcerpt.text(of: text, line: 2, column: 8) == "    2 |  b: {{ .x }}\n      |        ^")
        #expect(SourceExcerpt.text(of: text, line: 3, column: nil) == "    3 | c")
        #expect(SourceExcerpt.text(of: text, line: 4, column: 1) == nil)
    }

    @Test func aLongLineIsShownAroundThePlace() throws {
        let line = String(repeating: "x", count: 1000) + "!" + String(repeating: "y", count: 1000)
        let excerpt = try #require(SourceExcerpt.text(of: Array(line.utf8), line: 1, column: 1001))
        let lines = excerpt.split(separator: "\n")
        let place = try #require(Array(lines[1]).firstIndex(of: "^"))
        #expect(Array(lines[0])[place] == "!")
        #expect(lines[0].count < 200)
    }

    @Test func aColumnBeyondTheLineIsItsEnd() {
        #expect(SourceExcerpt.text(of: Array("ab".utf8), line: 1, column: 99) == "    1 | ab\n      |   ^")
    }

    @Test(arguments: [(1, 2, 1, 2), (2, 1, 1, 4), (3, 1, 3, 1), (4, 5, 3, 2), (9, 1, 3, 2)])
    func aPlaceAtTheEndIsToldOfTheLastLineWithContent(line: Int, column: Int, expectedLine: Int, expectedColumn: Int) {
        let place = SourceExcerpt.telling(line: line, column: column, in: Array("a: [\n \nb\n\n".utf8.dropFirst()))
        #expect(place == (expectedLine, expectedColumn))
    }

    @Test func allLinesAreNumberedAndOneIsMarked() {
        #expect(SourceExcerpt.numbered(Array("a\n\tb\r\n".utf8), marking: 2) == "    1 | a\n>   2 |  b")
        #expect(SourceExcerpt.numbered([], marking: nil) == "")
    }
}
