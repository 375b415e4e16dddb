import Unix

/// The files of a directory that count: YAML and JSON, not hidden, not in directories below.
struct DirectoryListing {
    /// The files' paths in the order of their names.
    let paths: [String]

    init(_ directory: String) throws(UnixError) {
        paths = try Directory(directory).entries(recursive: false)
            .filter { $0.kind == .regular || $0.kind == .symbolicLink }
            .map(\.path)
            .filter { name in !name.hasPrefix(".") && [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) } }
            .map { Path.join(directory, $0) }
    }
}
