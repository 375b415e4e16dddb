import Glibc
import Unix

/// The template files of one directory: every `*.tmpl` in it, in lexical order of their names.
package struct TemplateFiles {
    /// One file.
    package struct File: Equatable {
        /// Its name without the directory; templates and errors call it by this.
        package let name: String
        package let text: [UInt8]
    }

    /// The largest template file, in bytes.
    static let maximumFileBytes = 8 << 20
    /// The most template files of one directory.
    static let maximumFiles = 10_000

    /// The files in lexical order; the first is the entry.
    package let files: [File]

    /// Reads every template file of a directory but those in directories below it and those whose name begins with a dot.
    ///
    /// - Throws: `RenderError` for what cannot be read, and if there is no template.
    package init(in directory: String) throws(RenderError) {
        do throws(UnixError) {
            let names = try Self.names(in: directory)
            guard (1...Self.maximumFiles).contains(names.count) else { throw Self.unsuitable(names.count, directory) }
            var files: [File] = []
            for name in names {
                let path = Path.join(directory, name)
                files.append(File(name: name, text: try Unix.File.read(path, maximumBytes: Self.maximumFileBytes)))
            }
            self.files = files
        } catch {
            throw RenderError("\(error)")
        }
    }

    private static func unsuitable(_ count: Int, _ directory: String) -> UnixError {
        let detail = count == 0 ? "no file in it ends in .tmpl" : "it has \(count) templates, more than \(maximumFiles)"
        return UnixError(ENOENT, unableTo: "use the template directory", directory, detail: detail)
    }

    private static func names(in directory: String) throws(UnixError) -> [String] {
        guard let handle = opendir(directory) else { throw UnixError(errno, unableTo: "read the template directory", directory) }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasSuffix(".tmpl"), !name.hasPrefix("."), !isDirectory(Path.join(directory, name)) else { continue }
            names.append(name)
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
