import Glibc
import GoTemplate
import JSON

/// Times executions; of several rounds the fastest counts, as others may use the machine.
enum Measurement {
    static let rounds = 15

    static func print(_ templates: TemplateSet, _ entry: String, _ objects: [JSONObject]) throws {
        let values = objects.map { Value.object(Resource($0)) }
        try report("execute", values) { value, output in
            try templates.render(entry, data: value, into: &output)
        }
        try report("convert-and-execute", objects) { object, output in
            try templates.render(entry, data: .object(Resource(object)), into: &output)
        }
    }

    /// Prints the nanoseconds for each input, and the FNV-1a hash of all outputs.
    private static func report<Input>(
        _ name: String, _ inputs: [Input], _ body: (Input, inout [UInt8]) throws -> Void
    ) throws {
        var best = Double.infinity
        var output: [UInt8] = []
        for _ in 0..<rounds {
            let start = now()
            for input in inputs {
                output.removeAll(keepingCapacity: true)
                try body(input, &output)
            }
            best = min(best, now() - start)
        }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for input in inputs {
            output.removeAll(keepingCapacity: true)
            try body(input, &output)
            for byte in output { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        Swift.print("\(name) \(Int(best * 1e9 / Double(max(inputs.count, 1)))) \(hash)")
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
