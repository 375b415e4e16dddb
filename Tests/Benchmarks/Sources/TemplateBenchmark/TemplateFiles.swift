import BenchmarkFiles
import Glibc

/// The templates of the benchmark.
enum TemplateFiles {
    /// The names of the templates in a directory, sorted.
    static func names(in path: String) throws -> [String] {
        guard let directory = opendir(path) else { throw BenchmarkFile.Failure(path: path) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".tmpl") { names.append(name) }
        }
        return names.sorted()
    }
}
