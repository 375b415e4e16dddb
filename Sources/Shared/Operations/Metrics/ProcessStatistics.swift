import Glibc
import Unix

/// What the kernel says about this process (proc(5), `/proc/self/stat`).
struct ProcessStatistics: Equatable {
    let cpuSeconds: Double
    let residentBytes: Double
    let virtualBytes: Double
    /// Unix time in seconds.
    let startTime: Double
    let threads: Double

    /// As of now; nil where `/proc` cannot be read.
    static func current() -> ProcessStatistics? {
        guard let statistics = read("/proc/self/stat"), let system = read("/proc/stat") else { return nil }
        let boot = system.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) }
        return ProcessStatistics(
            stat: statistics, bootTime: boot ?? 0, ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))),
            pageSize: Double(sysconf(Int32(_SC_PAGESIZE))))
    }

    /// Reads the fields of `/proc/self/stat`; nil if there are too few.
    init?(stat: String, bootTime: Double, ticksPerSecond: Double, pageSize: Double) {
        // The second field, the command in parentheses, may itself hold spaces and parentheses: the last one ends it.
        guard let parenthesis = stat.lastIndex(of: ")"), ticksPerSecond > 0 else { return nil }
        let fields = stat[stat.index(after: parenthesis)...].split(whereSeparator: \.isWhitespace).map { Double($0) ?? 0 }
        // The first of these is field 3 of proc(5).
        guard fields.count >= 22 else { return nil }
        cpuSeconds = (fields[11] + fields[12]) / ticksPerSecond
        threads = fields[17]
        startTime = bootTime + fields[19] / ticksPerSecond
        virtualBytes = fields[20]
        residentBytes = fields[21] * pageSize
    }

    /// How many descriptors are open; nil where `/proc` cannot be read.
    static func openDescriptors() -> Double? {
        guard let directory = opendir("/proc/self/fd") else { return nil }
        defer { closedir(directory) }
        var count = 0.0
        while let entry = readdir(directory) {
            if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
        }
        // One of them is the directory itself.
        return count - 1
    }

    private static func read(_ path: String) -> String? {
        do throws(UnixError) {
            return String(decoding: try File.read(path, maximumBytes: 4 << 20), as: UTF8.self)
        } catch {
            // Without /proc there is nothing to tell: the metrics are left out.
            return nil
        }
    }
}
