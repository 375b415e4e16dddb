import GoTemplate
import Helm
import JSON

/// A chart of a stranger is loaded and rendered within its bounds.
///
/// The first byte chooses the form: `t` an archive made by tar; anything else files, each of which begins with its name on a line of its own behind a
/// zero.
enum ChartTarget {
    private static let limits: ChartLimits = {
        var limits = ChartLimits()
        limits.fileBytes = 1 << 16
        limits.totalBytes = 1 << 18
        limits.files = 100
        limits.charts = 20
        return limits
    }()

    private static let options = ExecutionOptions(
        limits: ExecutionLimits(steps: 5_000, depth: 100, outputBytes: 1 << 16, memoryBytes: 1 << 20, time: .seconds(5)))

    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        let chart: Chart
        do throws(ChartError) {
            if bytes.first == UInt8(ascii: "t") {
                chart = try ChartLoader.load(archive: TarChecksums.mended(Array(bytes.dropFirst())), limits: limits)
            } else {
                chart = try ChartLoader.load(files: files(in: bytes), limits: limits)
            }
        } catch {
            guard !error.description.isEmpty else { throw FuzzFailure("an error says nothing") }
            return
        }
        do throws(HelmError) {
            let engine = try HelmEngine(chart)
            try engine.check()
            _ = try engine.render(
                ["resource": ["spec": ["size": 3]], "tags": ["on": true]], release: Release(name: "orders", namespace: "shop"),
                options: options)
        } catch {
            guard !error.description.isEmpty else { throw FuzzFailure("an error says nothing") }
        }
    }

    private static func files(in bytes: [UInt8]) -> [ChartFile] {
        bytes.split(separator: 0).map { part in
            let name = part.prefix { $0 != UInt8(ascii: "\n") }
            return ChartFile(name: String(decoding: name, as: UTF8.self), bytes: Array(part.dropFirst(name.count + 1)))
        }
    }
}
