import BenchmarkFiles
import Glibc
import GoTemplate
import JSON

/// Measures the template engine on custom resources, one a line of a file:
///
///     TemplateBenchmark resources FILE              writes 1,000 resources
///     TemplateBenchmark measure TEMPLATES FILE      prints the nanoseconds of an execution, and a sum of all outputs
///
/// `execute` has the resources as values before, as its peer in Go has; `convert-and-execute` starts from JSON values.
func fail(_ message: String) -> Never {
    let line = Array("TemplateBenchmark: \(message)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(64)
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "resources" where arguments.count == 2:
    try BenchmarkFile.write(Characters.lines(1000), to: arguments[1])
case "measure" where arguments.count == 3:
    var templates = TemplateSet()
    let names = try TemplateFiles.names(in: arguments[1])
    for name in names { try templates.parse(try BenchmarkFile.read("\(arguments[1])/\(name)"), name: name) }
    let lines = try BenchmarkFile.lines(of: arguments[2])
    let objects = try lines.compactMap { try JSONValue(parsing: $0).objectValue }
    guard let entry = names.first else { fail("no templates in \(arguments[1])") }
    try Measurement.print(templates, entry, objects)
default:
    fail("expected resources FILE, or measure TEMPLATES FILE")
}
