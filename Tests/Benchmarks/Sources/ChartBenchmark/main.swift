import Glibc
import GoTemplate
import Helm
import JSON
import Unix

/// Measures the rendering of a chart over a file of values, one JSON object a line, as its peer in Go does:
///
///     ChartBenchmark CHART FILE    prints the nanoseconds of a rendering, and a sum of all outputs
func fail(_ message: String) -> Never {
    let line = Array("ChartBenchmark: \(message)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(64)
}

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 2, let folder = arguments.first, let file = arguments.last else { fail("expected a chart and a file") }

let engine = try HelmEngine(ChartLoader.load(folder: folder))
let lines = try File.read(file, maximumBytes: 1 << 30).split(separator: UInt8(ascii: "\n"))
let values = try lines.compactMap { try JSONValue(parsing: $0).objectValue }
let release = Release(name: "orders", namespace: "shop")

func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

// What is timed has more in it than Go's execution: joining the values, and sorting what was written into objects.
var best = Double.infinity
let begin = now()
var rounds = 0
while rounds < 5 || now() - begin < 1 {
    let start = now()
    for object in values { _ = try engine.render(object, release: release) }
    best = min(best, now() - start)
    rounds += 1
}

var hash: UInt64 = 0xCBF2_9CE4_8422_2325
for object in values {
    let files = try engine.render(object, release: release).files
    for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
        for byte in file.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
}
print("execute \(Int(best * 1e9 / Double(max(values.count, 1)))) \(hash)")
