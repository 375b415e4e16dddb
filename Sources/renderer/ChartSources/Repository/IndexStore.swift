/// The index of one repository, asked for once where many need it at the same time.
actor IndexStore {
    private let fetch: @Sendable () async throws(ChartSourceError) -> [UInt8]
    private var underWay: Task<Result<[UInt8], ChartSourceError>, Never>?
    private var kept: (bytes: [UInt8], until: ContinuousClock.Instant)?

    /// How long an index is not asked for again.
    private static let freshness = Duration.seconds(30)
    /// The longest index that is kept for that long, in bytes.
    private static let maximumKept = 8 << 20

    init(fetch: @escaping @Sendable () async throws(ChartSourceError) -> [UInt8]) {
        self.fetch = fetch
    }

    /// The index's text.
    func bytes() async throws(ChartSourceError) -> [UInt8] {
        if let kept, kept.until > .now { return kept.bytes }
        kept = nil
        if let underWay { return try await underWay.value.get() }
        let fetch = fetch
        let task = Task { () -> Result<[UInt8], ChartSourceError> in
            do throws(ChartSourceError) { return .success(try await fetch()) } catch { return .failure(error) }
        }
        underWay = task
        let result = await task.value
        underWay = nil
        if case .success(let bytes) = result, bytes.count <= Self.maximumKept { kept = (bytes, .now + Self.freshness) }
        return try result.get()
    }
}
