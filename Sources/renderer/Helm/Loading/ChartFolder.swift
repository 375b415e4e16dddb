import Glibc
import Unix

/// The files of a chart in a folder.
///
/// Symbolic links are followed, as Helm does, but only to what lies in the folder too: a link that leads out of it is an error.
struct ChartFolder {
    private let path: String
    private let root: String
    private let directory: Directory
    private let limits: ChartLimits
    private var files: [ChartFile] = []
    private var totalBytes = 0

    /// Reads the files in the order of their paths, without those that `.helmignore` leaves out.
    static func files(in path: String, limits: ChartLimits = .default) throws(ChartError) -> [ChartFile] {
        do throws(UnixError) {
            var folder = try ChartFolder(path, limits)
            try folder.read()
            return folder.files
        } catch {
            throw ChartError("\(error)")
        }
    }

    private init(_ path: String, _ limits: ChartLimits) throws(UnixError) {
        self.path = path
        self.limits = limits
        directory = try Directory(path)
        root = try Self.resolved(path)
    }

    private mutating func read() throws(UnixError) {
        let rules: IgnoreRules
        let text = try ignoreText()
        do throws(ChartError) {
            rules = try IgnoreRules(text)
        } catch {
            throw failure(EINVAL, ".helmignore", error.description)
        }
        try walk("", as: "", rules, trail: [])
    }

    private func ignoreText() throws(UnixError) -> [UInt8] {
        do throws(UnixError) {
            return try directory.read(".helmignore", maximumBytes: 1 << 20)
        } catch {
            if error.code == ENOENT { return [] }
            throw error
        }
    }

    /// Reads what lies in a folder of the chart.
    ///
    /// - Parameters:
    ///   - place: Where the folder is, from the chart's on.
    ///   - name: What the chart calls it, which differs below a link.
    ///   - trail: Where the folders are that lead to it.
    private mutating func walk(
        _ place: String, as name: String, _ rules: IgnoreRules, trail: [String]
    ) throws(UnixError) {
        let trail = trail + [place]
        guard trail.count <= limits.folderDepth else {
            throw failure(ELOOP, name, "folders lie more than \(limits.folderDepth) deep")
        }
        for entry in try directory.list(place).sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            let entryName = Self.join(name, Path.split(entry.path).name)
            var (entryPlace, kind) = (entry.path, entry.kind)
            if kind == .symbolicLink {
                // A link that is ignored may lead anywhere.
                if rules.ignores(entryName, isFolder: false) || rules.ignores(entryName, isFolder: true) { continue }
                (entryPlace, kind) = try target(of: entry.path, entryName)
                if trail.contains(entryPlace) {
                    throw failure(ELOOP, entryName, "it is a link that leads to a folder that it lies in")
                }
            }
            if rules.ignores(entryName, isFolder: kind == .directory) { continue }
            switch kind {
            case .directory: try walk(entryPlace, as: entryName, rules, trail: trail)
            case .regular: try add(entryPlace, as: entryName)
            default: throw failure(EINVAL, entryName, "it is neither a file nor a folder")
            }
        }
    }

    private mutating func add(_ place: String, as name: String) throws(UnixError) {
        guard files.count < limits.files else { throw failure(EFBIG, "", "it has more than \(limits.files) files") }
        var bytes = try directory.read(place, maximumBytes: limits.fileBytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        totalBytes += bytes.count
        guard totalBytes <= limits.totalBytes else {
            throw failure(EFBIG, "", "its files have more than \(limits.totalBytes) bytes")
        }
        files.append(ChartFile(name: name, bytes: bytes))
    }

    /// Where a link leads to, and what is there.
    private func target(of place: String, _ name: String) throws(UnixError) -> (place: String, kind: FileStatus.Kind) {
        let target = try Self.resolved(Path.join(root, place))
        if target == root { return ("", .directory) }
        guard target.hasPrefix(root == "/" ? root : root + "/") else {
            throw failure(ELOOP, name, "it is a link that leads out of the chart's folder")
        }
        let relative = String(target.dropFirst(root == "/" ? 1 : root.count + 1))
        let (parent, _) = Path.split(relative)
        let siblings = try directory.list(parent == "." ? "" : parent)
        return (relative, siblings.first { $0.path == relative }?.kind ?? .other)
    }

    private static func resolved(_ path: String) throws(UnixError) -> String {
        guard let resolved = realpath(path, nil) else { throw UnixError(errno, unableTo: "find", path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func join(_ folder: String, _ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }

    private func failure(_ code: Int32, _ name: String, _ detail: String) -> UnixError {
        UnixError(code, unableTo: "read", name.isEmpty ? path : Path.join(path, name), detail: detail)
    }
}
