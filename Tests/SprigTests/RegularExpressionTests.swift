import GoTemplate
import JSON
import Sprig
import Testing

@testable import RegularExpressions

@Suite(.timeLimit(.minutes(5))) struct RegularExpressionTests {
    @Test func patternsAreKeptButNotWithoutBound() throws {
        let cache = RegularExpressionCache()
        for number in 0..<(RegularExpressionCache.capacity * 3) { _ = try cache.expression(ByteString("a\(number)")) }
        #expect(cache.count == RegularExpressionCache.capacity)
        let kept = try cache.expression("kept")
        for number in 0..<(RegularExpressionCache.capacity - 1) {
            _ = try cache.expression(ByteString("b\(number)"))
            #expect(try cache.expression("kept") === kept)
        }
        _ = try cache.expression(ByteString(String(repeating: "x", count: RegularExpressionCache.longestSource + 1)))
        #expect(try cache.expression("kept") === kept)
    }

    @Test func largePatternsAreNotKept() throws {
        let cache = RegularExpressionCache()
        let expression = try cache.expression("\\pL{300}")
        #expect(expression.isLarge)
        #expect(cache.count == 0)
        #expect(expression.matches(ByteString(String(repeating: "ä", count: 300))))
        #expect(!expression.matches(ByteString(String(repeating: "ä", count: 299))))
    }

    @Test func patternsThatNeedTooMuchMemoryAreRefused() {
        let error = #expect(throws: FunctionError.self) {
            _ = try RegularExpression("((\\pL{100}){10}|(\\pL{100}){10}|(\\PL{100}){10}|(\\pN{100}){10}){1}")
        }
        #expect(error?.message.hasPrefix("error parsing regexp: expression too large: `") == true)
    }

    @Test func manyThreadsMatchWithOnePattern() async throws {
        let expression = try RegularExpressionCache.shared.expression("(a|b)*c$")
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<64 {
                group.addTask { expression.matches(ByteString(String(repeating: "ab", count: number * 10) + "c")) }
            }
            for await isFound in group { #expect(isFound) }
        }
    }

    /// A pattern that looks at the rest of the text from each place of it.
    @Test func matchesOfALongTextEndWhenTimeIsUp() throws {
        var templates = TemplateSet(functions: Sprig.functions())
        try templates.parse(#"{{ regexReplaceAll "x*y|x" .text "z" }}"#, name: "main")
        let limits = ExecutionLimits(time: .milliseconds(200))
        let start = ContinuousClock.now
        let error = #expect(throws: TemplateError.self) {
            _ = try templates.render(
                "main", data: ["text": .string(String(repeating: "x", count: 1 << 20))], options: ExecutionOptions(limits: limits)
            )
        }
        #expect(error?.kind == .limit(.time))
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func whatReplacementsBuildIsBounded() throws {
        var templates = TemplateSet(functions: Sprig.functions())
        try templates.parse(#"{{ regexReplaceAll "" .text .text | len }}"#, name: "main")
        let limits = ExecutionLimits(memoryBytes: 1 << 20)
        let error = #expect(throws: TemplateError.self) {
            _ = try templates.render(
                "main", data: ["text": .string(String(repeating: "x", count: 4096))], options: ExecutionOptions(limits: limits))
        }
        #expect(error?.kind == .limit(.memory))
    }

    @Test func whatOneReplacementBuildsIsCountedBefore() throws {
        var templates = TemplateSet(functions: Sprig.functions())
        try templates.parse(#"{{ regexReplaceAll "(.*)" .text .by | len }}"#, name: "main")
        let data: JSONValue = [
            "text": .string(String(repeating: "x", count: 100_000)), "by": .string(String(repeating: "$1", count: 100_000)),
        ]
        // Ten gigabytes would be built before anybody counted.
        let error = #expect(throws: TemplateError.self) { _ = try templates.render("main", data: data) }
        #expect(error?.kind == .limit(.memory))
    }

    @Test(arguments: ["regexMatch .p .text", "regexFind .p .text", "regexFindAll .p .text -1", "regexReplaceAll .p .text `x`"])
    func aPatternAndATextThatAreTooLargeForOneAnotherAreRefused(call: String) throws {
        var templates = TemplateSet(functions: Sprig.functions())
        try templates.parse("{{ \(call) }}", name: "main")
        let data: JSONValue = [
            "text": .string(String(repeating: "abcd", count: 250_000)),
            "p": .string(String(repeating: "(a|b|c|d)*", count: 1000)),
        ]
        let start = ContinuousClock.now
        let error = #expect(throws: TemplateError.self) { _ = try templates.render("main", data: data) }
        #expect(error?.kind == .limit(.time))
        #expect(error?.message.contains("the regular expression is too large") ?? false)
        #expect(ContinuousClock.now - start < .seconds(10))
    }
}
