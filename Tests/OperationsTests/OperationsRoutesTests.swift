import Operations
import Testing

struct OperationsRoutesTests {
    private let health = Health()
    private let metrics = MetricsRegistry()

    @Test func healthzSaysOk() {
        #expect(answer("/healthz") == ServerResponse(body: "ok\n"))
        #expect(answer("/livez") == ServerResponse(body: "ok\n"))
    }

    @Test func readyzNamesWhatIsMissing() {
        health.start()
        health.set("watch/characters", .waiting("the CRD is not there"))
        health.set("output", .ready)
        let body = "[+]program ok\n[+]output ok\n[-]watch/characters: the CRD is not there\nreadyz check failed\n"
        #expect(answer("/readyz") == ServerResponse(status: 503, body: body))
    }

    @Test func verboseListsTheParts() {
        health.start()
        health.set("output", .waiting("no reader"))
        #expect(answer("/healthz", "verbose") == ServerResponse(body: "[+]output ok\nhealthz check passed\n"))
        health.set("output", .ready)
        #expect(answer("/readyz", "verbose=1") == ServerResponse(body: "[+]program ok\n[+]output ok\nreadyz check passed\n"))
    }

    @Test func statusIsLostromossAnswer() {
        let good = ServerResponse(contentType: "application/json", body: "{\"success\": true}")
        #expect(answer("/status") == good)
        health.set("watch", .failed("thread \"w\" ended"))
        let bad = "{\"success\": false, \"info\": \"watch: thread \\\"w\\\" ended\"}"
        #expect(answer("/status") == ServerResponse(status: 500, contentType: "application/json", body: bad))
    }

    @Test func pathsCanBeMoved() {
        let routes = OperationsRoutes(health: health, metrics: metrics, metricsPath: "/m", statusPath: "/s")
        #expect(routes.answer(path: "/s", query: "").status == 200)
        #expect(routes.answer(path: "/m", query: "").contentType == "text/plain; version=0.0.4; charset=utf-8")
        #expect(routes.answer(path: "/metrics", query: "").status == 404)
    }

    @Test(arguments: ["/", "/metrics/", "/healthz/x", ""])
    func anythingElseIsNotFound(path: String) {
        #expect(answer(path).status == 404)
    }

    private func answer(_ path: String, _ query: String = "") -> ServerResponse {
        OperationsRoutes(health: health, metrics: metrics).answer(path: path, query: query)
    }
}
