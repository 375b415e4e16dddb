import Glibc
import Helm
import JSON
import TestSupport
import Testing
import Unix

@Suite struct ChartLoadingTests {
    private static let description = "apiVersion: v2\nname: web\nversion: 1.0.0\n"

    private static func file(_ name: String, _ text: String) -> ChartFile { ChartFile(name: name, bytes: Array(text.utf8)) }

    private static let violations: [(String, String)] = [
        ("", "validation: chart.metadata.name is required"), ("name: web", "validation: chart.metadata.version is required"),
        ("name: web\nversion: one", "validation: chart.metadata.version \"one\" is invalid"),
        ("name: a/b\nversion: '1'", "validation: chart.metadata.name \"a/b\" is invalid"),
        ("name: ..\nversion: '1'", "validation: chart.metadata.name \"..\" is not allowed"),
        ("name: web\nversion: 1\ntype: other", "validation: chart.metadata.type must be application or library"),
        (
            "name: web\nversion: 1\ndependencies: [null]",
            "cannot load Chart.yaml: validation: dependencies must not contain empty or null nodes"
        ),
        (
            "name: web\nversion: 1\ndependencies: [{name: a}, {name: b, alias: a}]",
            "validation: more than one dependency with name or alias \"a\""
        ),
        (
            "name: web\nversion: 1\ndependencies: [{name: a, alias: 'a b'}]",
            "validation: dependency \"a\" has disallowed characters in the alias"
        ),
        (
            "name: [web]",
            "cannot load Chart.yaml: json: cannot unmarshal array into Go struct field Metadata.name of type string"
        ),
        (
            "[]",
            "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value"
                + " of type chart.Metadata"
        ),
    ]

    @Test(arguments: violations)
    func whatHelmRefusesIsRefused(text: String, message: String) {
        let error = #expect(throws: ChartError.self) { try ChartLoader.load(files: [Self.file("Chart.yaml", text)]) }
        #expect(error?.description == message)
    }

    @Test func aChartBelowNeedsItsDescription() {
        let files = [Self.file("Chart.yaml", Self.description), Self.file("charts/readme.md", "hello")]
        let error = #expect(throws: ChartError.self) { try ChartLoader.load(files: files) }
        #expect(error?.description == "error unpacking subchart readme.md in web: Chart.yaml file is missing")
        #expect(throws: ChartError("Chart.yaml file is missing")) { try ChartLoader.load(files: []) }
        #expect(throws: Never.self) {
            try ChartLoader.load(files: [files[0], Self.file("charts/_off", ""), Self.file("charts/.off/x", "")])
        }
    }

    @Test func textsAreCleanedAndNumbersAreTexts() throws {
        let text = "apiVersion: v2\nname: web\nversion: 1.10\nappVersion: 1e3\ndescription: \"a\\tb\\u0007c\"\nKeywords: [1, x]\n"
        let metadata = try ChartLoader.load(files: [Self.file("Chart.yaml", text)]).metadata
        #expect(metadata.version == "1.1")
        #expect(metadata.appVersion == "1000")
        #expect(metadata.description == "a bc")
        #expect(metadata.keywords == ["1", "x"])
    }

    @Test func ignoredFilesAreNotLoaded() throws {
        let folder = try TemporaryDirectory()
        let ignored = ["a.bak", "docs/x", "docs/deep/y", "deep/docs/z", "secret", "deep/only.txt", "templates/.hidden", "x1.md"]
        let loaded = ["deep/secret", "docs.txt", "templates/deep/.seen", "x22.md", "[z].txt", "deep/deeper/only.txt"]
        for name in ignored + loaded { try folder.write(name, name) }
        try folder.write("Chart.yaml", "\u{FEFF}" + Self.description)
        try folder.write(".helmignore", "# comment\n\n *.bak \ndocs/\n/secret\ndeep/only.txt\nx?.md\n.helmignore\n")
        let chart = try ChartLoader.load(folder: folder.path)
        #expect(Set((chart.files + chart.templates).map(\.name)) == Set(loaded))
        try folder.write(".helmignore", "a/**/b\n")
        #expect(throws: ChartError.self) { try ChartLoader.load(folder: folder.path) }
        try folder.write(".helmignore", "# comment\n\n[a\n")
        let error = #expect(throws: ChartError.self) { try ChartLoader.load(folder: folder.path) }
        let place = "unable to read \"\(folder.path(".helmignore"))\": line 3"
        #expect(error?.description == "\(place): syntax error in pattern: [a")
    }

    @Test func linksAreFollowedWithinTheFolderOnly() throws {
        let folder = try TemporaryDirectory()
        let chart = try folder.makeDirectory("chart")
        try folder.write("outside.txt", "outside")
        try folder.write("chart/Chart.yaml", Self.description)
        try folder.write("chart/..data/values.yaml", "a: 1")
        symlink("..data/values.yaml", "\(chart)/values.yaml")
        symlink("..data", "\(chart)/linked")
        #expect(try ChartLoader.load(folder: chart).values["a"]?.doubleValue == 1)
        #expect(try ChartLoader.load(folder: chart).files.map(\.name).contains("linked/values.yaml"))
        symlink("../outside.txt", "\(chart)/leading-out.txt")
        let error = #expect(throws: ChartError.self) { try ChartLoader.load(folder: chart) }
        #expect(error?.description.contains("it is a link that leads out of the chart's folder") == true)
    }

    @Test(arguments: [("self", "."), ("a/b/up", ".."), ("a/b/root", "../.."), ("a/one", "../c"), ("around", "a/..")])
    func aLinkThatLeadsRoundInCirclesIsNamed(link: String, target: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write("Chart.yaml", Self.description)
        try folder.write("a/b/x.txt", "x")
        try folder.write("c/d.txt", "x")
        symlink("../a", folder.path("c/two"))
        #expect(try ChartLoader.load(folder: folder.path).files.map(\.name).contains("c/two/b/x.txt"))
        symlink(target, folder.path(link))
        let error = #expect(throws: ChartError.self) { try ChartLoader.load(folder: folder.path) }
        let text = error?.description ?? ""
        #expect(text.hasPrefix("unable to read \"\(folder.path)/"))
        #expect(text.hasSuffix(": it is a link that leads to a folder that it lies in"), "\(text)")
    }

    @Test func boundsEndTheLoading() throws {
        let folder = try TemporaryDirectory()
        try folder.write("Chart.yaml", Self.description)
        try folder.write("large.txt", String(repeating: "x", count: 2000))
        try folder.write("a/b/c/d.txt", "deep")
        var limits = ChartLimits()
        limits.fileBytes = 1000
        #expect(throws: ChartError.self) { try ChartLoader.load(folder: folder.path, limits: limits) }
        limits = ChartLimits()
        limits.totalBytes = 2000
        #expect(throws: ChartError.self) { try ChartLoader.load(folder: folder.path, limits: limits) }
        limits = ChartLimits()
        limits.files = 2
        #expect(throws: ChartError.self) { try ChartLoader.load(folder: folder.path, limits: limits) }
        limits = ChartLimits()
        limits.folderDepth = 3
        #expect(throws: ChartError.self) { try ChartLoader.load(folder: folder.path, limits: limits) }
        #expect(throws: Never.self) { try ChartLoader.load(folder: folder.path) }
        symlink(".", folder.path("self"))
        #expect(throws: ChartError.self) { try ChartLoader.load(folder: folder.path) }
        let nested = String(repeating: "charts/a/", count: 20) + "Chart.yaml"
        let every = (0...20).map { Self.file(String(repeating: "charts/a/", count: $0) + "Chart.yaml", Self.description) }
        let error = #expect(throws: ChartError.self) { try ChartLoader.load(files: every + [Self.file(nested, "")]) }
        #expect(error?.description.hasSuffix("it has more than 1000 charts, or charts more than 16 deep") == true)
    }
}
