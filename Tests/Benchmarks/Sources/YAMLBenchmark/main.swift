import Glibc
import JSON
import Unix
import YAML

/// Measures the YAML module on a file of manifests:
///
///     YAMLBenchmark manifests FILE    writes 1,000 manifests
///     YAMLBenchmark measure FILE      prints the nanoseconds of a manifest for reading and for writing
func fail(_ message: String) -> Never {
    let line = Array("YAMLBenchmark: \(message)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(64)
}

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 2, let command = arguments.first, let path = arguments.last else {
    fail("expected manifests or measure, and a file")
}

switch command {
case "manifests":
    try File.writeAtomically(path, Array(Manifests.text(1000).utf8))
case "measure":
    let text = String(decoding: try File.read(path, maximumBytes: 1 << 30), as: UTF8.self)
    try Measurement.print(text.split(separator: "---\n").map { Array($0.utf8) })
default:
    fail("unknown command \"\(command)\"")
}
