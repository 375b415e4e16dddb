import GoTemplate
import JSON
import TemplateTesting
import TestSupport
import Testing

@testable import Sprig

/// Secrets that one side makes and the other reads.
@Suite(.timeLimit(.minutes(5))) struct SecretTests {
    /// What Go and sprig make of a template.
    static func sprig(_ text: String, _ data: JSONValue) async throws -> String {
        let question = OracleCase(name: "", subject: .templates([("main", Array(text.utf8))], options: []), data: data)
        let answer = try #require(try await TemplateOracle.sprig().answers(to: [question]).first)
        guard answer.phase == .succeeded else { throw TestError("sprig: \(answer)") }
        return String(decoding: answer.output, as: UTF8.self)
    }

    /// What our functions make of a template.
    static func ours(
        _ text: String, _ data: JSONValue = .null, owner: String = "owner", allowsUnstableKeys: Bool = false
    ) throws -> String {
        var templates = TemplateSet(functions: Sprig.functions())
        try templates.parse(text, name: "main")
        let inputs = StableInputs(
            seed: StableRandomnessTests.seed, owner: owner, now: .init(seconds: 1_700_000_000, nanoseconds: 5),
            allowsUnstableKeys: allowsUnstableKeys)
        return String(
            decoding: try templates.render("main", data: data, options: ExecutionOptions(environment: inputs)), as: UTF8.self)
    }

    @Test(arguments: ["", "a", "password", "pässwörd \u{1F511}", String(repeating: "x", count: 72)])
    func hashesOfPasswordsAreGood(password: String) async throws {
        let hash = try Self.ours("{{ bcrypt .p }}", ["p": .string(password)])
        #expect(hash.hasPrefix("$2a$10$"))
        #expect(hash.utf8.count == 60)
        #expect(try Self.ours("{{ bcrypt .p }}", ["p": .string(password)]) == hash)
        #expect(try Self.ours("{{ bcrypt .p }}", ["p": .string(password)], owner: "other") != hash)
        #expect(
            try await Self.sprig("{{ checkPassword .hash .p }}", ["hash": .string(hash), "p": .string(password)]) == "ok 10")
    }

    @Test func hashesHaveTheUserBeforeThem() async throws {
        let line = try Self.ours(#"{{ htpasswd "me" "secret" }}"#)
        #expect(line.hasPrefix("me:$2a$10$"))
        let hash = String(line.dropFirst(3))
        #expect(try await Self.sprig(#"{{ checkPassword .hash "secret" }}"#, ["hash": .string(hash)]) == "ok 10")
        await #expect(throws: TestError.self) {
            try await Self.sprig(#"{{ checkPassword .hash "other" }}"#, ["hash": .string(hash)])
        }
    }

    @Test func longPasswordsAreRefusedAsInSprig33() throws {
        let password = String(repeating: "x", count: 73)
        #expect(
            try Self.ours("{{ bcrypt .p }}", ["p": .string(password)])
                == "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes")
    }

    @Test(arguments: ["a", "fifteen bytes..", "sixteen bytes...", "a longer text of more than one block: äöü"])
    func whatOneSideEncryptsTheOtherDecrypts(text: String) async throws {
        for password in ["", "key", String(repeating: "k", count: 40)] {
            let data: JSONValue = ["p": .string(password), "t": .string(text)]
            let ours = try Self.ours("{{ encryptAES .p .t }}", data)
            #expect(try await Self.sprig("{{ decryptAES .p .x }}", ["p": .string(password), "x": .string(ours)]) == text)
            let theirs = try await Self.sprig("{{ encryptAES .p .t }}", data)
            #expect(try Self.ours("{{ decryptAES .p .x }}", ["p": .string(password), "x": .string(theirs)]) == text)
            #expect(try Self.ours("{{ encryptAES .p .t }}", data) == ours)
            #expect(try Self.ours("{{ encryptAES .p .t }}", data, owner: "other") != ours)
            let longer: JSONValue = ["p": .string(password), "t": .string(text + "!")]
            #expect(try Self.ours("{{ encryptAES .p .t }}", longer).prefix(8) != ours.prefix(8))
        }
    }
}
