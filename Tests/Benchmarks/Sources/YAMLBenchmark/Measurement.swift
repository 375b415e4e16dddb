import Glibc
import JSON
import YAML

/// Times reading and writing; of several rounds the fastest counts, as others may use the machine.
enum Measurement {
    private static let rounds = 15

    /// Prints the nanoseconds of a manifest for each way, and the FNV-1a hash of all manifests as they are written.
    static func print(_ texts: [[UInt8]]) throws {
        let values = try texts.map { try YAML.document($0).value }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for value in values {
            for byte in YAML.text(value).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        let reading = try best { for text in texts { _ = try YAML.document(text) } }
        var output: [UInt8] = []
        let writing = best {
            for value in values {
                output.removeAll(keepingCapacity: true)
                YAML.write(value, into: &output)
            }
        }
        for (name, seconds) in [("read", reading), ("write", writing)] {
            Swift.print("\(name) \(Int(seconds * 1e9 / Double(max(texts.count, 1)))) \(hash)")
        }
    }

    private static func best(_ body: () throws -> Void) rethrows -> Double {
        var best = Double.infinity
        for _ in 0..<rounds {
            let start = now()
            try body()
            best = min(best, now() - start)
        }
        return best
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
