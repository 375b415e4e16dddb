import BenchmarkFiles
import Glibc
import JSON

/// Measures the JSON module on a file of events, one a line:
///
///     JSONBenchmark events FILE       writes 20,000 events
///     JSONBenchmark measure FILE      prints the nanoseconds for each event of every way to read them
///     JSONBenchmark measure FILE WAY  the same of one way, for a profiler
func fail(_ message: String) -> Never {
    let line = Array("JSONBenchmark: \(message)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(64)
}

let arguments = CommandLine.arguments.dropFirst()
guard 2...3 ~= arguments.count, let command = arguments.first, let path = arguments.dropFirst().first else {
    fail("expected events or measure, and a file")
}

switch command {
case "events":
    try BenchmarkFile.write(EventText.lines(20_000), to: path)
case "measure":
    let lines = try BenchmarkFile.lines(of: path)
    try Measurement(only: arguments.dropFirst(2).first).print(lines)
default:
    fail("unknown command \"\(command)\"")
}
