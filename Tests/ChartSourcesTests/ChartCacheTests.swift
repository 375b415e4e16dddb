import Glibc
import JSON
import Logging
import TestSupport
import Testing
import Unix

@testable import ChartSources

@Suite(.timeLimit(.minutes(5))) struct ChartCacheTests: ChartSiteSuite {
    let site: ChartSite

    init() async throws {
        site = try await ChartSite()
    }

    private func source(log: RecordedLog = RecordedLog()) throws -> ChartSource {
        try source(repository(), cache: true, logger: log.logger) { $0.silence = .seconds(2) }
    }

    private func publish(digest: Bool = true) async throws -> [UInt8] {
        try await publish(["1.0.0"], digests: digest)[0]
    }

    private func requests() throws -> [String] {
        try servers.requests(below: own).map { String($0.path.dropFirst(own.utf8.count + 2)) }
    }

    @Test func aVerifiedArchiveIsNeverFetchedAgain() async throws {
        let bytes = try await publish()
        for _ in 0..<2 { #expect(try await source().archive(of: "web", version: nil).bytes == bytes) }
        #expect(try requests() == ["index.yaml", "web-1.0.0.tgz", "index.yaml"])
    }

    @Test func anArchiveWithoutADigestIsFetchedEachTime() async throws {
        _ = try await publish(digest: false)
        for _ in 0..<2 { _ = try await source().archive(of: "web", version: nil) }
        #expect(try requests() == ["index.yaml", "web-1.0.0.tgz", "index.yaml", "web-1.0.0.tgz"])
    }

    @Test(arguments: [[], [0], Array("no archive".utf8)] as [[UInt8]])
    func aBrokenFileIsFetchedAgain(broken: [UInt8]) async throws {
        let bytes = try await publish()
        _ = try await source().archive(of: "web", version: nil)
        let file = folder.path("cache/sha256/\(ContentDigest(of: bytes).hexadecimal)")
        try File.writeAtomically(file, broken)
        #expect(try await source().archive(of: "web", version: nil).bytes == bytes)
        #expect(try File.read(file) == bytes)
        #expect(try requests().filter { $0 == "web-1.0.0.tgz" }.count == 2)
    }

    @Test func whatWasFoundLastIsUsedWhereNobodyAnswersAndTheLogSaysSo() async throws {
        let bytes = try await publish()
        _ = try await source().archive(of: "web", version: "^1")
        for answer: JSONValue in [["status": 503], ["stall": true]] {
            try servers.script("\(own)/index.yaml", answer)
            let log = RecordedLog()
            let fetched = try await source(log: log).archive(of: "web", version: "^1")
            #expect(fetched.bytes == bytes)
            #expect(fetched.isLastKnown)
            #expect(fetched.version == "1.0.0")
            #expect(
                log.lines.map { $0.prefix(while: { $0 != "=" }) } == [
                    "warning: a source of charts does not answer, the chart that was found there last is used chart"
                ])
        }
        // Another question has no answer.
        await #expect(throws: ChartSourceError.self) { try await source().archive(of: "web", version: "^2") }
    }

    @Test func whatIsNotThereAnyMoreIsNotTakenFromTheCache() async throws {
        _ = try await publish()
        _ = try await source().archive(of: "web", version: "^1")
        try servers.put("\(own)/index.yaml", Array("apiVersion: v1\nentries: {}\n".utf8))
        await #expect(throws: ChartSourceError.self) { try await source().archive(of: "web", version: "^1") }
    }

    @Test func aBrokenAnswerCountsAsNone() async throws {
        let bytes = try await publish()
        _ = try await source().archive(of: "web", version: nil)
        let answers = try Directory(folder.path("cache")).list("answers")
        #expect(answers.count == 1)
        for answer in answers { try File.writeAtomically(folder.path("cache/\(answer.path)"), Array("{".utf8)) }
        #expect(try await source().archive(of: "web", version: nil).bytes == bytes)
        try servers.script("\(own)/index.yaml", ["status": 503])
        #expect(try await source().archive(of: "web", version: nil).isLastKnown)
    }

    @Test func nobodyElseMayReadOrWriteIt() async throws {
        _ = try await publish()
        _ = try await source().archive(of: "web", version: nil)
        for (path, mode) in [("cache", 0o700), ("cache/sha256", 0o700), ("cache/answers", 0o700)] as [(String, UInt32)] {
            #expect(try FileStatus(of: folder.path(path)).permissions == mode)
        }
        for entry in try Directory(folder.path("cache")).entries() { #expect(entry.status.permissions == 0o600) }
        chmod(folder.path("cache"), 0o777)
        #expect(throws: ChartSourceError.self) { try ChartCache(folder.path("cache")) }
    }

    @Test func theOldestFilesGo() throws {
        let cache = try ChartCache(folder.path("small"), maximumFiles: 3)
        for number in 0..<10 {
            let bytes = [UInt8(number)]
            try cache.keep(bytes, ContentDigest(of: bytes))
        }
        #expect(try Directory(folder.path("small")).list("sha256").count == 3)
        #expect(cache.bytes(ContentDigest(of: [9]), maximumBytes: 10) == [9])
    }

    @Test func theDefaultIsBelowTheUsersCaches() {
        #expect(ChartCache.defaultPath { ["XDG_CACHE_HOME": "/c", "HOME": "/h"][$0] } == "/c/fairlead/charts")
        #expect(ChartCache.defaultPath { ["XDG_CACHE_HOME": "c", "HOME": "/h"][$0] } == "/h/.cache/fairlead/charts")
        #expect(ChartCache.defaultPath { _ in nil } == nil)
    }
}
