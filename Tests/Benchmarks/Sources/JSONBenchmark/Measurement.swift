import Glibc
import JSON

/// Times each way of reading events; of several rounds the fastest counts, as others may use the machine.
struct Measurement {
    private static let rounds = 15
    private let only: String?

    /// Measures one way of reading or writing events, or all.
    init(only: String?) { self.only = only }

    func print(_ lines: [ArraySlice<UInt8>]) throws {
        try report("parse", lines) { line in try JSONValue(parsing: line).objectValue?.count ?? 0 }
        let paths = JSONPaths([["id"], ["type"], ["partitionkey"], ["data"]])
        try report("skip", lines) { line in
            Self.size(of: try RawJSON(unchecked: line).locate(paths))
        }
        try report("skip-validating", lines) { line in
            Self.size(of: try RawJSON(unchecked: line).locate(paths, validating: true))
        }
        try report("validate", lines) { line in try RawJSON(validating: line).bytes.count }
        guard only == nil || only == "write" else { return }
        let values = try lines.map { try JSONValue(parsing: $0) }
        var bytes: [UInt8] = []
        try report("write", values) { value in
            bytes.removeAll(keepingCapacity: true)
            value.write(into: &bytes)
            return bytes.count
        }
    }

    /// How many bytes the four values have.
    private static func size(of found: JSONFindings) -> Int {
        var size = 0
        for path in 0..<4 { size &+= found[path]?.bytes.count ?? 0 }
        return size
    }

    /// Prints the nanoseconds for each input, and a sum that keeps the work from being optimized away.
    private func report<Input>(_ name: String, _ inputs: [Input], _ body: (Input) throws -> Int) throws {
        guard only == nil || only == name else { return }
        var best = Double.infinity
        var sum = 0
        for _ in 0..<Self.rounds {
            sum = 0
            let start = Self.now()
            for input in inputs { sum &+= try body(input) }
            best = min(best, Self.now() - start)
        }
        Swift.print("\(name) \(Int(best * 1e9 / Double(max(inputs.count, 1)))) \(sum)")
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
