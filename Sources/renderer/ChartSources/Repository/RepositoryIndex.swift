import Diagnostics
import JSON
import YAML

/// What the `index.yaml` of a chart repository says of one chart.
///
/// Of a large index only this chart's versions become values, and of each only what is needed to choose and fetch it.
struct RepositoryIndex: Sendable {
    /// One version of the chart.
    struct Entry: Sendable, Hashable {
        let version: String
        /// Where the archive is; absolute, or relative to the repository.
        let urls: [String]
        /// The SHA-256 of the archive, as the index has it; empty for none.
        let digest: String
    }

    /// The chart's versions, as they stand in the index; nil if it has no such chart.
    let entries: [Entry]?
    /// The names of the index's charts, of which ``maximumNames`` are kept.
    let names: [String]
    let nameCount: Int

    private static let maximumNames = 10_000

    /// What names are gathered in while the text is read.
    private final class Names {
        var kept: [String] = []
        var count = 0

        func add(_ name: String) {
            count += 1
            if kept.count < RepositoryIndex.maximumNames { kept.append(name) }
        }
    }

    /// Reads an index, in YAML or JSON.
    ///
    /// - Throws: `ChartSourceError` for a text that is none.
    init(_ bytes: [UInt8], chart: String, limits: FetchLimits) throws(ChartSourceError) {
        let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        guard first != nil else { throw ChartSourceError(.damaged, "empty index.yaml file") }
        if first == UInt8(ascii: "{"), let json = try? RawJSON(validating: bytes) {
            self = try RepositoryIndex(json, chart: chart)
            return
        }
        let names = Names()
        let wanted: Set<String> = ["version", "urls", "digest"]
        let selection = YAMLSelection { key, path in
            switch path.count {
            case 0: return key == "entries" || key == "apiVersion"
            case 1:
                names.add(key)
                return key == chart
            default: return wanted.contains(key)
            }
        }
        let value: JSONValue?
        do throws(YAMLError) {
            value = try YAML.document(bytes, limits: YAMLLimits(maximumBytes: limits.indexBytes), selecting: selection)
        } catch {
            throw ChartSourceError(.damaged, "the index is not YAML: \(error)")
        }
        try Self.check(value?["apiVersion"]?.stringValue)
        entries = value?["entries"]?[chart].map(Self.entries)
        (self.names, nameCount) = (names.kept, names.count)
    }

    private init(_ json: RawJSON, chart: String) throws(ChartSourceError) {
        let names = Names()
        let apiVersion: String?
        do throws(JSONError) {
            apiVersion = try json.find("apiVersion")?.string
            let members = try json.find("entries").flatMap { $0.isObject ? $0 : nil }?.members() ?? []
            for member in members { names.add(member.key) }
            entries = try members.last { $0.key == chart }.map { member throws(JSONError) in
                Self.entries(try member.value.value())
            }
        } catch {
            throw ChartSourceError(.damaged, "the index is not JSON: \(error)")
        }
        try Self.check(apiVersion)
        (self.names, nameCount) = (names.kept, names.count)
    }

    private static func check(_ apiVersion: String?) throws(ChartSourceError) {
        guard let apiVersion, !apiVersion.isEmpty else {
            throw ChartSourceError(.damaged, "no API version specified in the index")
        }
    }

    private static func entries(_ value: JSONValue) -> [Entry] {
        (value.arrayValue ?? []).compactMap { entry in
            guard let version = entry["version"]?.stringValue else { return nil }
            let urls = entry["urls"]?.arrayValue?.compactMap(\.stringValue) ?? []
            return Entry(version: version, urls: urls, digest: entry["digest"]?.stringValue ?? "")
        }
    }

    /// The entry of the newest version that a constraint allows.
    ///
    /// - Throws: `ChartSourceError` that tells which charts or versions there are.
    func entry(of chart: String, version: String?) throws(ChartSourceError) -> Entry {
        guard let entries else {
            let near = NearestName.find(chart, among: names).map { ": did you mean \"\($0)\"?" } ?? ""
            throw ChartSourceError(.notFound, "there is no chart \"\(chart)\" in the index\(near) (\(listed))")
        }
        let choice = try VersionChoice(version)
        guard let place = choice.newest(among: entries.map(\.version)) else {
            throw choice.nothing(among: entries.map(\.version), of: chart)
        }
        return entries[place]
    }

    private var listed: String {
        if nameCount == 0 { return "it has no charts" }
        let shown = names.sorted().prefix(20)
        let more = nameCount > shown.count ? " and \(nameCount - shown.count) more" : ""
        return "it has \(shown.joined(separator: ", "))\(more)"
    }
}
