/// Bounds on what is fetched, and on how long that may take.
package struct FetchLimits: Sendable, Hashable {
    /// The longest index of a repository, in bytes.
    package var indexBytes = 64 << 20
    /// The longest archive of a chart, in bytes.
    package var archiveBytes = 32 << 20
    /// The longest manifest, token or page of tags, in bytes; the distribution project's own bound.
    package var documentBytes = 4 << 20
    /// The most tags that are listed.
    package var tags = 100_000
    /// How often a request may be sent elsewhere.
    package var redirects = 10
    /// How long nothing at all may arrive.
    package var silence = Duration.seconds(30)
    /// How long one request may take.
    package var time = Duration.seconds(300)

    package init() {}
}
