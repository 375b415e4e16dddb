import Helm
import TestSupport
import Testing

/// Charts of hundreds of files, compared file by file with real Go.
@Suite(.timeLimit(.minutes(5))) struct LargeChartTests {
    static let values = [
        "", "monitoring: {enabled: true}\nreplica: {enabled: true}\nglobal: {region: south, labels: {zone: '{{ .Chart.Name }}'}}",
        "api: {enabled: false}\nstore: {store-agent: {replicas: 9, hostname: '{{ .Release.Service }}'}}\ntags: {backend: false}",
        "commonLabels: {team: '{{ include \"common.fullname\" . }}'}\nimage: {digest: 'sha256:00'}\nports: null\nenv: []",
    ]

    @Test(arguments: [(1, 40), (2, 120), (3, 400)] as [(UInt64, Int)])
    func aLargeChartIsRenderedAsInGo(seed: UInt64, files: Int) async throws {
        let folder = try TemporaryDirectory()
        var generator = ChartGenerator(seed: seed, folder: folder)
        try generator.write(fileCount: files)
        let cases = Self.values.map { HelmCase(folder: folder.path("platform"), $0) }
        let answers = try await HelmOracle.shared().answers(to: cases)
        for (example, expected) in zip(cases, answers) {
            #expect(expected.error == "", "\(example)")
            #expect(expected.files.count > files / 4)
            example.answer().expect(expected, in: example)
        }
    }
}
