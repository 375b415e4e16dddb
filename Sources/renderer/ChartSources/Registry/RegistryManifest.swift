import JSON

/// The manifest of a Helm chart in a registry: which blob is its archive (OCI image specification, `application/vnd.oci.image.manifest.v1+json`).
struct RegistryManifest: Sendable, Hashable {
    /// The archive's digest.
    let archive: ContentDigest
    /// The archive's size in bytes.
    let size: Int

    static let mediaType = "application/vnd.oci.image.manifest.v1+json"
    private static let configType = "application/vnd.cncf.helm.config.v1+json"
    private static let archiveTypes = ["application/vnd.cncf.helm.chart.content.v1.tar+gzip", "application/tar+gzip"]

    /// Reads a manifest.
    ///
    /// - Throws: `ChartSourceError` for one that is not of a chart, or whose archive is too large.
    init(_ bytes: [UInt8], maximumBytes: Int) throws(ChartSourceError) {
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: bytes, limits: JSONLimits(maximumDepth: 32)) } catch {
            throw ChartSourceError(.damaged, "the manifest is not JSON: \(error)")
        }
        guard value["layers"]?.arrayValue != nil, let config = value["config"]?["mediaType"]?.stringValue else {
            let type = value["mediaType"]?.stringValue ?? "unknown"
            throw ChartSourceError(.damaged, "what the registry has there is no chart, but of the type \(type)")
        }
        guard config == Self.configType else {
            throw ChartSourceError(
                .damaged, "what the registry has there is no chart: its configuration is of the type \(config)")
        }
        let layers = value["layers"]?.arrayValue ?? []
        guard let layer = layers.first(where: { Self.archiveTypes.contains($0["mediaType"]?.stringValue ?? "") }) else {
            throw ChartSourceError(.damaged, "manifest does not contain a layer with mediatype \(Self.archiveTypes[0])")
        }
        guard let text = layer["digest"]?.stringValue, text.hasPrefix("sha256:"), let digest = ContentDigest(text) else {
            let shown = layer["digest"]?.stringValue ?? ""
            throw ChartSourceError(.damaged, "the digest \"\(shown.prefix(200))\" of the chart's archive is not SHA-256")
        }
        guard let size = layer["size"]?.integerValue, size >= 0 else {
            throw ChartSourceError(.damaged, "the manifest does not say how large the chart's archive is")
        }
        guard size <= maximumBytes else {
            throw ChartSourceError(.tooLarge, "the chart's archive has \(size) bytes, more than \(maximumBytes)")
        }
        archive = digest
        self.size = Int(size)
    }
}
