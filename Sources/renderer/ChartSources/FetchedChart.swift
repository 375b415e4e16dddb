import Helm

/// An archive that was fetched, or found in the cache, and whose digest was checked where one was known.
package struct FetchedChart: Sendable {
    /// The `.tgz`.
    package let bytes: [UInt8]
    package let digest: ContentDigest
    /// The version that was chosen; empty where only the archive tells.
    package let version: String
    /// Where it is from, for people.
    package let origin: String
    /// Whether it is what was found an earlier time, because the source did not answer.
    package let isLastKnown: Bool

    /// The files in the archive.
    ///
    /// - Throws: `ChartError` for an archive that is none.
    package func files() throws(ChartError) -> [ChartFile] {
        try loading { bytes throws(ChartError) in try ChartLoader.files(in: bytes) }
    }

    /// The chart in the archive.
    ///
    /// - Throws: `ChartError` for an archive that is none.
    package func chart() throws(ChartError) -> Chart {
        try loading { bytes throws(ChartError) in try ChartLoader.load(archive: bytes) }
    }

    private func loading<Loaded>(
        _ load: (_ archive: [UInt8]) throws(ChartError) -> Loaded
    ) throws(ChartError) -> Loaded {
        do throws(ChartError) { return try load(bytes) } catch {
            throw ChartError("unable to load the chart from \(origin): \(error)")
        }
    }
}
