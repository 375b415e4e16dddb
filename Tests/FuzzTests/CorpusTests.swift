import Encoding
import TestSupport
import Testing
import Unix

/// What fuzzing found worth keeping: no input of it may trap or break a promise.
@Suite struct CorpusTests {
    @Test(arguments: FuzzTarget.allCases)
    func theInputsThatWereKeptAreAnswered(target: FuzzTarget) throws {
        let text = try File.read("\(Repository.root)/Tests/FuzzTests/Corpus/\(target.rawValue).base64", maximumBytes: 16 << 20)
        let lines = text.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count > 20)
        for line in lines {
            let input = try #require(Base64.bytes(String(decoding: line, as: UTF8.self)))
            do { try target.run(input) } catch { Issue.record("\(String(decoding: line, as: UTF8.self)): \(error)") }
        }
    }
}
