import Glibc
import Unix

/// The `process_*` metrics that every Prometheus client has, from `/proc/self`.
package enum ProcessMetrics {
    /// Adds them to a registry's page, with `fairlead_build_info`.
    package static func install(in registry: MetricsRegistry, program: String) {
        let build = "{program=\"\(program)\",version=\"\(FairleadVersion.current)\"}"
        registry.collect { page in
            page.family("fairlead_build_info", .gauge, help: "Always 1; the labels say which program and version this is.")
            page.sample("fairlead_build_info", labels: build, 1)
            write(into: &page)
        }
    }

    private static func write(into page: inout PrometheusText) {
        if let statistics = ProcessStatistics.current() {
            page.single(
                "process_cpu_seconds_total", .counter, help: "User and system CPU time spent, in seconds.", statistics.cpuSeconds)
            page.single(
                "process_resident_memory_bytes", .gauge, help: "Resident memory size in bytes.", statistics.residentBytes)
            page.single("process_virtual_memory_bytes", .gauge, help: "Virtual memory size in bytes.", statistics.virtualBytes)
            page.single(
                "process_start_time_seconds", .gauge, help: "Start time of the process, in Unix seconds.", statistics.startTime)
            page.single("process_threads", .gauge, help: "Number of threads.", statistics.threads)
        }
        if let open = ProcessStatistics.openDescriptors() {
            page.single("process_open_fds", .gauge, help: "Number of open file descriptors.", open)
        }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            page.single("process_max_fds", .gauge, help: "Maximum number of open file descriptors.", Double(limit.rlim_cur))
        }
    }
}
