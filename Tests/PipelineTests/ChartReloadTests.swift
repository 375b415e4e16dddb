import Events
import JSON
import TestSupport
import Testing
import Unix

/// A chart that changes under the real renderer.
@Suite(.timeLimit(.minutes(5))) struct ChartReloadTests {
    private let work: TemporaryDirectory

    init() throws {
        work = try TemporaryDirectory()
        for (file, text) in Self.chart { try work.write("web/\(file)", text) }
        try work.write("changes", "")
    }

    private static let chart = [
        "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n", "values.yaml": "text: good\n",
        "templates/a.yaml": template("{{ .Values.text }}"), "templates/deep/_b.tpl": "{{ define \"b\" }}b{{ end }}",
        "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
        "charts/db/templates/_c.tpl": "{{ define \"c\" }}c{{ end }}",
    ]

    private static func template(_ text: String) -> String {
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {text: \(text), size: {{ .Values.size | quote }}}\n"
    }

    private func start(chart: String) throws -> ChildProcess {
        try ChildProcess(
            try Repository.program("renderer"),
            [
                "--chart", work.path(chart), "--resource-values", "spec", "--input", work.path("changes"), "--follow", "--output",
                work.path("out"),
            ], error: .file(work.path("log")))
    }

    /// Tells the renderer of a custom resource.
    private func change(size: Int64) throws {
        let watcher = EventComposer(program: "watcher", pipeline: "p")
        let resource = ResourceReference(group: "example.com", version: "v1", plural: "things", kind: "Thing", namespaced: true)
        let object: JSONValue = ["metadata": ["name": "a", "namespace": "n", "uid": "u"], "spec": ["size": .integer(size)]]
        var line: [UInt8] = []
        watcher.event(.change, data: Change(kind: .updated, resource: resource, object: RawJSON(object)).encoded())
            .write(into: &line)
        try work.append("changes", String(decoding: line, as: UTF8.self) + "\n")
    }

    private func events() throws -> [Event] {
        try File.read(work.path("out")).split(separator: 10).map { try Event(parsing: $0) }
    }

    private func waitForBundle(_ text: String, size: Int) async throws {
        try await eventually("a bundle with \(text)") {
            guard let last = try events().last(where: { $0.type == .bundle }) else { return false }
            let object = try Bundle(of: last).objects.first?.manifest.value()
            return object?["data"] == ["text": .string(text), "size": .string("\(size)")]
        }
    }

    /// What was told of broken templates.
    private func failures() throws -> [RenderFailed] {
        try events().filter { $0.type == .renderFailed }.map { try RenderFailed(of: $0) }
    }

    @Test(arguments: [
        ("templates/a.yaml", "{{ if }}", "web/templates/a.yaml:1: missing value for if"),
        ("templates/deep/_b.tpl", "{{ define }}", "web/templates/deep/_b.tpl:1: unexpected \"}}\" in define clause"),
        ("charts/db/templates/_c.tpl", "{{ foo }}", "web/charts/db/templates/_c.tpl:1: function \"foo\" not defined"),
        ("Chart.yaml", "a: [", "cannot load Chart.yaml"), ("values.yaml", "- x", "cannot load values.yaml"),
        ("charts/db/Chart.yaml", "name: db", "error unpacking subchart db in web"),
    ])
    func aBrokenChartLeavesTheLastGoodOneInUseAndIsToldOnce(file: String, text: String, problem: String) async throws {
        let renderer = try start(chart: "web")
        try change(size: 1)
        try await waitForBundle("good", size: 1)
        try work.write("web/\(file)", text)
        try await eventually("the failure") { try !failures().isEmpty }
        let failed = try #require(try failures().first)
        #expect(failed.owner == nil)
        #expect(failed.error.message.hasPrefix("the changed templates are broken, the last good ones stay in use: "))
        #expect(failed.error.message.contains(problem), "\(failed.error.message)")
        try change(size: 2)
        try await waitForBundle("good", size: 2)
        // Another file that mends nothing is no news.
        let log = try work.read("log").count
        try work.write("web/README.md", "x")
        try await eventually("another look") { try work.read("log").count > log }
        try work.write("web/\(file)", Self.chart[file] ?? "")
        try work.write("web/values.yaml", "text: mended\n")
        try await waitForBundle("mended", size: 2)
        #expect(try failures().count == 1)
        renderer.kill(15)
        #expect(try await renderer.ended() == .status(0))
    }

    @Test func anArchiveThatIsHalfWrittenIsToldOnce() async throws {
        func pack() async throws -> [UInt8] {
            try await Command.text("tar", ["-czf", work.path("packed"), "-C", work.path, "web"])
            return try File.read(work.path("packed"))
        }
        try File.writeAtomically(work.path("web.tgz"), try await pack())
        let renderer = try start(chart: "web.tgz")
        try change(size: 1)
        try await waitForBundle("good", size: 1)
        try work.write("web/values.yaml", "text: newer\n")
        let newer = try await pack()
        try File.writeAtomically(work.path("web.tgz"), Array(newer.prefix(newer.count / 2)))
        try await eventually("the failure") { try !failures().isEmpty }
        try change(size: 2)
        try await waitForBundle("good", size: 2)
        try File.writeAtomically(work.path("web.tgz"), newer)
        try await waitForBundle("newer", size: 2)
        #expect(try failures().count == 1)
        renderer.kill(15)
        #expect(try await renderer.ended() == .status(0))
    }

    @Test func valuesFilesCountAndTheirNeighboursDoNot() async throws {
        try work.write("settings/values.yaml", "text: given\n")
        let renderer = try ChildProcess(
            try Repository.program("renderer"),
            [
                "--chart", work.path("web"), "--resource-values", "spec", "--values", work.path("settings/values.yaml"),
                "--input",
                work.path("changes"), "--follow", "--output", work.path("out"),
            ], error: .file(work.path("log")))
        try change(size: 1)
        try await waitForBundle("given", size: 1)
        try work.write("settings/other.yaml", "x")
        try work.write("settings/values.yaml", "text: changed\n")
        try await waitForBundle("changed", size: 1)
        #expect(try events().filter { $0.type == .bundle }.count == 2)
        renderer.kill(15)
        #expect(try await renderer.ended() == .status(0))
    }
}
