import Glibc
import JSON

/// Times each way of reading events; of several rounds the fastest counts, as others may use the machine.
enum Measurement {
    static let rounds = 15

    static func print(_ lines: [ArraySlice<UInt8>]) throws {
        try report("parse", lines) { line in try JSONValue(parsing: line).objectValue?.count ?? 0 }
        let paths = JSONPaths([["id"], ["type"], ["partitionkey"], ["data"]])
        try report("skip", lines) { line in
            try RawJSON(unchecked: line).locate(paths).reduce(0) { $0 + ($1?.bytes.count ?? 0) }
        }
        try report("skip-validating", lines) { line in
            try RawJSON(unchecked: line).locate(paths, validating: true).reduce(0) { $0 + ($1?.bytes.count ?? 0) }
        }
        try report("validate", lines) { line in try RawJSON(validating: line).bytes.count }
        let values = try lines.map { try JSONValue(parsing: $0) }
        var bytes: [UInt8] = []
        try report("write", values) { value in
            bytes.removeAll(keepingCapacity: true)
            value.write(into: &bytes)
            return bytes.count
        }
    }

    /// Prints the nanoseconds for each input, and a sum that keeps the work from being optimized away.
    private static func report<Input>(_ name: String, _ inputs: [Input], _ body: (Input) throws -> Int) throws {
        var best = Double.infinity
        var sum = 0
        for _ in 0..<rounds {
            sum = 0
            let start = now()
            for input in inputs { sum &+= try body(input) }
            best = min(best, now() - start)
        }
        Swift.print("\(name) \(Int(best * 1e9 / Double(max(inputs.count, 1)))) \(sum)")
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
