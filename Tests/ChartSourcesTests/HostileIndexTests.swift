import JSON
import TestSupport
import Testing
import Unix

@testable import ChartSources

/// Indexes that are large, or made to do harm.
@Suite struct HostileIndexTests {
    private func index(_ text: String, _ chart: String = "web") throws(ChartSourceError) -> RepositoryIndex {
        try RepositoryIndex(Array(text.utf8), chart: chart, limits: FetchLimits())
    }

    private static func entry(_ name: String, _ version: Int) -> String {
        "  - {apiVersion: v2, name: \(name), version: 1.0.\(version), description: a chart of many words and more, "
            + "keywords: [a, b, c], maintainers: [{name: x, email: x@example.com}], urls: [\(name)-1.0.\(version).tgz], "
            + "digest: \(String(repeating: "0", count: 64)), created: \"2026-01-01T00:00:00Z\"}\n"
    }

    @Test func ofAHundredThousandVersionsOfOthersNoneBecomesAValue() throws {
        var text = "apiVersion: v1\nentries:\n"
        for chart in 0..<1000 {
            text += "  c\(chart):\n"
            for version in 0..<100 { text += Self.entry("c\(chart)", version) }
        }
        let bytes = Array(text.utf8)
        #expect(bytes.count > 25 << 20)
        let index = try RepositoryIndex(bytes, chart: "c500", limits: FetchLimits())
        #expect(index.entries?.count == 100)
        #expect(index.nameCount == 1000)
        #expect(try index.entry(of: "c500", version: "^1").version == "1.0.99")
    }

    @Test func aHundredThousandVersionsOfTheChartAreChosenFrom() throws {
        var text = "apiVersion: v1\nentries:\n  web:\n"
        for version in 0..<100_000 { text += Self.entry("web", version) }
        let index = try index(text)
        #expect(index.entries?.count == 100_000)
        #expect(try index.entry(of: "web", version: "<1.0.77777").version == "1.0.77776")
        #expect(throws: ChartSourceError.self) { try index.entry(of: "web", version: "^2") }
    }

    @Test func ofAHundredThousandChartsTheNearestIsNamed() throws {
        var text = "apiVersion: v1\nentries:\n"
        for chart in 0..<100_000 { text += "  chart-number-\(chart): []\n" }
        let index = try index(text)
        #expect(index.entries == nil)
        #expect(index.nameCount == 100_000)
        do {
            _ = try index.entry(of: "web", version: nil)
            Issue.record("there is no such chart")
        } catch {
            #expect(error.description.hasSuffix("and 99980 more)"), "\(error)")
        }
    }

    @Test(arguments: [
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nentries: {web: [*c,*c]}\n",
        "\u{0}\u{1}", "apiVersion: v1\n\u{7F}entries: {}", "- 1\n- 2\n", "entries", "apiVersion: [v1]\nentries: {}\n",
        "%YAML 9.9\n---\n",
    ])
    func whatIsNoIndexIsRefused(text: String) {
        #expect(throws: ChartSourceError.self) { try index(text).entry(of: "web", version: nil) }
    }

    @Test(arguments: [
        ("apiVersion: v1\nentries: ", "["), ("apiVersion: v1\nentries: {web: ", "{a: "),
        (#"{"apiVersion":"v1","entries":"#, "["),
    ])
    func nestingWithoutEndIsRefused(start: String, piece: String) {
        let text = start + String(repeating: piece, count: 100_000)
        #expect(throws: ChartSourceError.self) { try index(text).entry(of: "web", version: nil) }
    }

    @Test func randomlyBrokenIndexesNeverTrap() throws {
        let text = Array(("apiVersion: v1\nentries:\n  web:\n" + Self.entry("web", 1) + Self.entry("web", 2)).utf8)
        let json = Array(#"{"apiVersion":"v1","entries":{"web":[{"version":"1.0.0","urls":["a.tgz"],"digest":"00"}]}}"#.utf8)
        var random = SeededGenerator(seed: 7)
        for round in 0..<4000 {
            var bytes = round % 2 == 0 ? text : json
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
                }
                if bytes.isEmpty { bytes = [0] }
            }
            _ = try? RepositoryIndex(bytes, chart: "web", limits: FetchLimits()).entry(of: "web", version: "^1")
        }
    }

    @Test func randomReferencesNeverTrap() {
        var random = SeededGenerator(seed: 11)
        let alphabet = Array("oci:/https.?#@%[]abcAB01-_+~ \u{0}\u{7F}é=\"\\,")
        for _ in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
            _ = try? RegistryReference(parsing: "oci://" + text)
            _ = try? WebAddress(parsing: "https://" + text)
            _ = try? WebAddress(parsing: text)
            _ = try? WebAddress(parsing: "https://example.com/a/b?c").resolving(text)
            _ = AuthenticationChallenge.all(in: text)
            _ = try? VersionChoice(text).newest(among: [text, "1.0.0"])
            _ = try? RegistryManifest(Array(text.utf8), maximumBytes: 10)
        }
    }
}
