import JSON

/// What the server answers: health, readiness, metrics and Lostrómos's status.
package struct OperationsRoutes: Sendable {
    private let health: Health
    private let metrics: MetricsRegistry
    private let metricsPath: String
    private let statusPath: String

    package init(
        health: Health, metrics: MetricsRegistry, metricsPath: String = "/metrics", statusPath: String = "/status"
    ) {
        self.health = health
        self.metrics = metrics
        self.metricsPath = metricsPath
        self.statusPath = statusPath
    }

    /// The answer to a GET.
    ///
    /// - Parameters:
    ///   - path: The path without the query.
    ///   - query: What follows the `?`; `verbose` lists the parts on the health pages.
    package func answer(path: String, query: String) -> ServerResponse {
        let isVerbose = query.split(separator: "&").contains { $0 == "verbose" || $0.hasPrefix("verbose=") }
        switch path {
        case metricsPath:
            return ServerResponse(contentType: PrometheusText.contentType, body: metrics.prometheusText())
        case statusPath: return status()
        case "/healthz", "/livez":
            let (isLive, parts) = health.liveness()
            return OperationsRoutes.check("healthz", isLive, parts, failure: 500, isVerbose) {
                if case .failed = $0 { false } else { true }
            }
        case "/readyz":
            let (isReady, parts) = health.readiness()
            return OperationsRoutes.check("readyz", isReady, parts, failure: 503, isVerbose) { $0 == .ready }
        default: return .plain(404)
        }
    }

    /// `{"success": true}`, as Lostrómos writes it; `false` and why once a part has failed for good.
    private func status() -> ServerResponse {
        let (isLive, parts) = health.liveness()
        guard !isLive else { return ServerResponse(contentType: "application/json", body: "{\"success\": true}") }
        let reasons = parts.compactMap { part in
            if case .failed(let reason) = part.condition { "\(part.name): \(reason)" } else { nil }
        }
        var body: [UInt8] = []
        JSONWriting.append("{\"success\": false, \"info\": ", into: &body)
        JSONWriting.appendString(reasons.joined(separator: "; "), into: &body)
        JSONWriting.append("}", into: &body)
        return ServerResponse(status: 500, contentType: "application/json", body: String(decoding: body, as: UTF8.self))
    }

    /// A page as the API server's: `ok`, or a line for each part.
    private static func check(
        _ name: String, _ passed: Bool, _ parts: [Health.Part], failure: Int, _ isVerbose: Bool,
        isGood: (Health.Condition) -> Bool
    ) -> ServerResponse {
        if passed && !isVerbose { return ServerResponse(body: "ok\n") }
        var body = ""
        for part in parts {
            switch part.condition {
            case let condition where isGood(condition): body += "[+]\(part.name) ok\n"
            case .waiting(let reason), .failed(let reason): body += "[-]\(part.name): \(reason)\n"
            case .ready: break
            }
        }
        body += "\(name) check \(passed ? "passed" : "failed")\n"
        return ServerResponse(status: passed ? 200 : failure, body: body)
    }
}
