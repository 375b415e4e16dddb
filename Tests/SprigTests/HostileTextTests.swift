import GoTemplate
import JSON
import TestSupport
import Testing

@testable import Sprig

/// Texts of strangers: whatever they are, an answer or an error comes, and no trap.
@Suite struct HostileTextTests {
    private static let functions: [(name: String, arguments: [String])] = [
        ("regexFindAll", [".a", ".b", ".n"]), ("regexReplaceAll", [".a", ".b", ".c"]),
        ("regexReplaceAllLiteral", [".a", ".b", ".c"]),
        ("regexSplit", [".a", ".b", ".n"]), ("regexMatch", [".a", ".b"]), ("regexQuoteMeta", [".a"]),
        ("mustToDate", [".a", ".b"]),
        ("date", [".a", ".n"]), ("dateInZone", [".a", ".n", ".c"]), ("durationRound", [".a"]), ("duration", [".a"]),
        ("decryptAES", [".a", ".b"]), ("buildCustomCert", [".a", ".b"]), ("genCAWithKey", [".a", ".n", ".b"]),
        ("shuffle", [".a"]),
        ("expandenv", [".a"]), ("htpasswd", [".a", ".b"]), ("randInt", [".n", ".m"]), ("randAlphaNum", [".n"]),
        ("randBytes", [".n"]),
        ("genCA", [".a", ".n"]), ("encryptAES", [".a", ".b"]), ("derivePassword", [".n", ".a", ".b", ".c", ".a"]),
    ]

    @Test(arguments: functions.indices)
    func noTextIsATrap(index: Int) throws {
        let (name, arguments) = Self.functions[index]
        var templates = TemplateSet(functions: Sprig.functions(allowing: .environment))
        try templates.parse("{{ \(name) \(arguments.joined(separator: " ")) }}", name: "main")
        let options = ExecutionOptions(
            limits: ExecutionLimits(outputBytes: 1 << 20, memoryBytes: 1 << 20, time: .seconds(1)),
            environment: StableInputs(seed: .insecure, owner: "o", now: .init(seconds: 0)))
        var random = SeededGenerator(seed: UInt64(index))
        let rounds = name == "htpasswd" || name == "derivePassword" ? 10 : 300
        for _ in 0..<rounds {
            let pairs: [(ByteString, Value)] = [
                ("a", .string(text(&random))), ("b", .string(text(&random))), ("c", .string(text(&random))),
                ("n", .int64(number(&random))), ("m", .int64(number(&random))),
            ]
            do { _ = try templates.render("main", data: .map(GoMap(pairs)), options: options) } catch {
                #expect(!error.message.isEmpty)
            }
        }
    }

    private static let pieces = [
        "(", ")", "[", "]", "[:", ":]", "\\", "\\Q", "\\E", "\\C", "(?<", "(?P<", ">", "*", "{", "}", "{1000}", "|", "^", "$",
        "${", "$1", "?",
        "2006", "Jan", "-07:00", ".000", "MST", "Z07", "2020", "+99:99", "12", "h", "ns", "-", "9223372036854775807", "/", "..",
        "Europe/Berlin",
        "-----BEGIN ", "EC PRIVATE KEY", "-----", "-----END ", "\n", "AAAA", "=", ":", "ä", "\u{0}",
    ]

    private func text(_ random: inout SeededGenerator) -> ByteString {
        var bytes: [UInt8] = []
        for _ in 0..<random.below(9) {
            if random.once(in: 4) {
                bytes.append(UInt8(random.below(256)))
            } else {
                bytes += Array(random.one(of: Self.pieces).utf8)
            }
        }
        return ByteString(bytes)
    }

    private func number(_ random: inout SeededGenerator) -> Int64 {
        random.one(of: [.min, .min + 1, -1, 0, 1, 7, 100_000, 1 << 31, 1 << 40, .max - 1, .max, Int64(random.below(1000))])
    }
}
