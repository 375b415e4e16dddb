import GoTemplate
import Testing

@testable import Sprig

@Suite struct SlowAnswersTests {
    @Test func questionsAreAnsweredOnce() {
        let answers = SlowAnswers()
        var count = 0
        func ask(_ question: [[UInt8]]) -> ByteString {
            answers.answer(to: question) {
                count += 1
                return ByteString("\(count)")
            }
        }
        #expect(ask([[1], [2, 3]]) == "1")
        #expect(ask([[1], [2, 3]]) == "1")
        #expect(ask([[1, 2], [3]]) == "2")
        #expect(ask([[1, 2, 3]]) == "3")
        #expect(ask([[1], [2, 3]]) == "1")
    }

    @Test func answersDoNotPileUp() {
        let answers = SlowAnswers()
        for number in 0...SlowAnswers.capacity { _ = answers.answer(to: [Array("\(number)".utf8)]) { "" } }
        var isAskedAgain = false
        _ = answers.answer(to: [Array("0".utf8)]) {
            isAskedAgain = true
            return ""
        }
        #expect(isAskedAgain)
    }

    @Test func aHashIsQuickTheSecondTime() throws {
        let template = #"{{ bcrypt "a password of this test" }}"#
        let first = try SecretTests.ours(template)
        let start = ContinuousClock.now
        for _ in 0..<20 { #expect(try SecretTests.ours(template) == first) }
        // Twenty hashes take a second and more.
        #expect(ContinuousClock.now - start < .milliseconds(500))
    }
}
