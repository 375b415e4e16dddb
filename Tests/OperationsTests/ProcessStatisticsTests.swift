import Testing

@testable import Operations

struct ProcessStatisticsTests {
    @Test func readsTheFieldsBehindAnyCommandName() throws {
        let stat = "7 (odd) name) x) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 12 0 4000 1048576 256 18446744073709551615 0"
        let statistics = try #require(ProcessStatistics(stat: stat, bootTime: 1_000, ticksPerSecond: 100, pageSize: 4_096))
        #expect(statistics.cpuSeconds == 3)
        #expect(statistics.threads == 12)
        #expect(statistics.startTime == 1_040)
        #expect(statistics.virtualBytes == 1_048_576)
        #expect(statistics.residentBytes == 1_048_576)
    }

    @Test(arguments: ["", "7", "7 (x)", "7 (x) S 1 2 3"])
    func whatIsTooShortIsLeftOut(stat: String) {
        #expect(ProcessStatistics(stat: stat, bootTime: 0, ticksPerSecond: 100, pageSize: 4_096) == nil)
    }

    @Test func thisProcessHasMetrics() {
        let registry = MetricsRegistry()
        ProcessMetrics.install(in: registry, program: "watcher")
        let text = registry.prometheusText()
        #expect(text.contains("fairlead_build_info{program=\"watcher\",version=\"\(FairleadVersion.current)\"} 1\n"))
        for name in [
            "cpu_seconds_total", "resident_memory_bytes", "virtual_memory_bytes", "start_time_seconds", "open_fds", "max_fds",
            "threads",
        ] {
            let line = text.split(separator: "\n").first { $0.hasPrefix("process_\(name) ") }
            #expect(line.flatMap { Double($0.split(separator: " ")[1]) } ?? 0 > 0, "process_\(name)")
        }
    }
}
