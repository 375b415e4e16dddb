import Glibc
import Helm
import JSON
import TestSupport
import Testing
import Unix

@Suite(.timeLimit(.minutes(5))) struct ChartArchiveTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
        try folder.write("web/values.yaml", "a: 1\n")
        try folder.write("web/templates/a.yaml", "kind: A\n")
    }

    /// The archive that tar makes.
    private func archive(_ arguments: String...) async throws -> [UInt8] {
        let result = try await Command.run("tar", ["-czf", "archive.tgz"] + arguments, directory: folder.path)
        guard result.succeeded else { throw TestError("tar failed: \(result.error)") }
        return try File.read(folder.path("archive.tgz"))
    }

    @Test func aChartIsLoadedFromAnArchive() async throws {
        let chart = try ChartLoader.load(archive: try await archive("web"))
        #expect(chart.name == "web")
        #expect(chart.templates.map(\.name) == ["templates/a.yaml"])
        #expect(chart.values["a"]?.doubleValue == 1)
    }

    @Test func aChartBelowMayBeAnArchive() async throws {
        let bytes = try await archive("web")
        try folder.write("umbrella/Chart.yaml", "apiVersion: v2\nname: umbrella\nversion: 1.0.0\n")
        try folder.makeDirectory("umbrella/charts")
        try File.writeAtomically(folder.path("umbrella/charts/web-1.0.0.tgz"), bytes)
        let chart = try ChartLoader.load(folder: folder.path("umbrella"))
        #expect(chart.dependencies.map(\.name) == ["web"])
        try File.writeAtomically(folder.path("umbrella/charts/web-1.0.0.tgz"), Array("no archive".utf8))
        let error = #expect(throws: ChartError.self) { try ChartLoader.load(folder: folder.path("umbrella")) }
        #expect(error?.description.hasPrefix("error unpacking subchart web-1.0.0.tgz in umbrella: it is no archive") == true)
    }

    @Test func linksAndPathsThatLeadOutAreRefused() async throws {
        symlink("/etc/passwd", folder.path("web/link"))
        let linked = try await archive("web")
        #expect(throws: ChartError("\"web/link\" in the archive is neither a file nor a folder")) {
            try ChartLoader.load(archive: linked)
        }
        try folder.remove("web/link")
        let escaping = try await archive("--transform", "s,web/values.yaml,web/../../values.yaml,", "web")
        #expect(throws: ChartError("chart illegally references parent directory")) { try ChartLoader.load(archive: escaping) }
        let bare = try await archive("-C", "web", "Chart.yaml")
        #expect(throws: ChartError("chart yaml not in base directory")) { try ChartLoader.load(archive: bare) }
    }

    @Test func boundsEndTheReading() async throws {
        try folder.write("web/zeros", String(repeating: "0", count: 6 << 20))
        let large = try await archive("web")
        #expect(large.count < 100_000)
        #expect(throws: ChartError.self) { try ChartLoader.load(archive: large) }
        var limits = ChartLimits()
        limits.fileBytes = 7 << 20
        #expect(throws: Never.self) { try ChartLoader.load(archive: large, limits: limits) }
        limits.totalBytes = 6 << 20
        #expect(throws: ChartError.self) { try ChartLoader.load(archive: large, limits: limits) }
        limits.totalBytes = 7 << 20
        limits.files = 3
        #expect(throws: ChartError.self) { try ChartLoader.load(archive: large, limits: limits) }
    }

    @Test func anArchiveThatIsCutOffIsAnError() async throws {
        try folder.write("web/noise", String((0..<50_000).map { _ in Character(Unicode.Scalar(UInt8.random(in: 33...126))) }))
        let whole = try await archive("web")
        for count in stride(from: 0, to: whole.count - 200, by: 997) {
            #expect(throws: ChartError.self) { try ChartLoader.load(archive: Array(whole[..<count])) }
        }
    }
}
