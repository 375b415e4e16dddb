import CArchive

/// The files of a chart in a compressed archive (`.tgz`), as Helm packs and reads them.
struct ChartArchive: ~Copyable {
    private let archive: OpaquePointer
    private let limits: ChartLimits
    private var files: [ChartFile] = []
    private var totalBytes = 0

    /// Reads the files, without the folder that all are in.
    ///
    /// - Throws: `ChartError` for what is no such archive, leads out of the chart, or is too large.
    static func files(in bytes: [UInt8], limits: ChartLimits) throws(ChartError) -> [ChartFile] {
        let result = bytes.withUnsafeBytes { buffer -> Result<[ChartFile], ChartError> in
            do throws(ChartError) {
                guard let reader = archive_read_new() else { throw ChartError("no memory is left to read the archive") }
                var archive = ChartArchive(reader, limits)
                try archive.open(buffer)
                try archive.read()
                return .success(archive.files)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(_ archive: OpaquePointer, _ limits: ChartLimits) {
        self.archive = archive
        self.limits = limits
    }

    /// Opens what lies in memory, which must outlive the archive.
    private func open(_ memory: UnsafeRawBufferPointer) throws(ChartError) {
        archive_read_support_filter_gzip(archive)
        archive_read_support_format_tar(archive)
        guard archive_read_open_memory(archive, memory.baseAddress, memory.count) == ARCHIVE_OK else {
            throw ChartError("it is no archive that gzip and tar made: \(reason)")
        }
    }

    deinit { archive_read_free(archive) }

    private var reason: String { archive_error_string(archive).map { String(cString: $0) } ?? "unknown" }

    private mutating func read() throws(ChartError) {
        var entries = 0
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { break }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else {
                throw ChartError("it is no archive that gzip and tar made: \(reason)")
            }
            entries += 1
            // Folders count too.
            guard entries <= 2 * limits.files else { throw ChartError("the archive has more than \(2 * limits.files) entries") }
            try add(entry)
        }
        if files.isEmpty { throw ChartError("no files in chart archive") }
    }

    private mutating func add(_ entry: OpaquePointer) throws(ChartError) {
        guard let pathname = archive_entry_pathname(entry) else { throw ChartError("the archive has a file without a name") }
        let path = String(cString: pathname)
        let kind = archive_entry_filetype(entry)
        if kind == mode_t(0o040000) { return }
        guard kind == mode_t(0o100000), archive_entry_hardlink(entry) == nil else {
            throw ChartError("\"\(path)\" in the archive is neither a file nor a folder")
        }
        let name = try Self.name(of: path)
        guard files.count < limits.files else { throw ChartError("it has more than \(limits.files) files") }
        let size = archive_entry_size(entry)
        guard size <= limits.fileBytes else {
            throw ChartError("decompressed chart file \"\(path)\" is larger than the maximum file size \(limits.fileBytes)")
        }
        totalBytes += max(0, Int(clamping: size))
        guard totalBytes <= limits.totalBytes else {
            throw ChartError("decompressed chart is larger than the maximum size \(limits.totalBytes)")
        }
        var bytes = try content(Int(clamping: max(0, size)), of: path)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        files.append(ChartFile(name: name, bytes: bytes))
    }

    private func content(_ size: Int, of path: String) throws(ChartError) -> [UInt8] {
        let archive = archive
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                let count = archive_read_data(archive, buffer.baseAddress.map { $0 + filled }, size - filled)
                guard count > 0 else { return }
                filled += count
            }
        }
        guard bytes.count == size else { throw ChartError("\"\(path)\" in the archive is cut off: \(reason)") }
        return bytes
    }

    /// The path below the folder that all files are in, by Helm's rules.
    private static func name(of path: String) throws(ChartError) -> String {
        // An archive made on Windows may have the other slash.
        let delimiter = path.utf8.contains(UInt8(ascii: "/")) ? UInt8(ascii: "/") : UInt8(ascii: "\\")
        let parts = path.utf8.split(separator: delimiter, omittingEmptySubsequences: false)
        if parts.count == 1, path == "Chart.yaml" { throw ChartError("chart yaml not in base directory") }
        var kept: [String] = []
        for part in parts.dropFirst() {
            let part = String(Substring(part))
            if part.isEmpty, kept.isEmpty { throw ChartError("chart illegally contains absolute paths") }
            if part == ".." { throw ChartError("chart illegally references parent directory") }
            if !part.isEmpty, part != "." { kept.append(part) }
        }
        guard let first = kept.first else { throw ChartError("chart illegally contains content outside the base directory") }
        if first.utf8.count == 2, first.hasSuffix(":") { throw ChartError("chart contains illegally named files") }
        return kept.joined(separator: "/")
    }
}
