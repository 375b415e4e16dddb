import Encoding
import GoTemplate
import JSON
import YAML

/// Files by their names, sorted.
struct ChartFiles: Sendable {
    let files: [ChartFile]

    init(_ files: [ChartFile]) {
        self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private init(sorted files: [ChartFile]) { self.files = files }

    /// The content of a file.
    subscript(name: String) -> [UInt8]? {
        var (low, high) = (0, files.count)
        while low < high {
            let middle = (low + high) / 2
            if files[middle].name.utf8.lexicographicallyPrecedes(name.utf8) { low = middle + 1 } else { high = middle }
        }
        guard low < files.count, files[low].name.utf8.elementsEqual(name.utf8) else { return nil }
        return files[low].bytes
    }

    func filtered(_ isWanted: (String) -> Bool) -> ChartFiles { ChartFiles(sorted: files.filter { isWanted($0.name) }) }

    /// The contents as the `data` of a ConfigMap, in YAML, by the last parts of the names.
    var configuration: String { text { String(decoding: $0, as: UTF8.self) } }

    /// The contents as the `data` of a Secret, in YAML, by the last parts of the names.
    var secrets: String { text { Base64.text($0) } }

    private func text(_ content: ([UInt8]) -> String) -> String {
        var object = JSONObject()
        for file in files {
            let name = file.name.utf8.lastIndex(of: UInt8(ascii: "/")).map { file.name[file.name.utf8.index(after: $0)...] }
            object[String(name ?? file.name[...])] = .string(content(file.bytes))
        }
        return YAML.text(.object(object)).withoutLastNewline
    }
}

extension String {
    /// The text without a newline at its end, as Helm's functions answer.
    var withoutLastNewline: String { utf8.last == UInt8(ascii: "\n") ? String(unicodeScalars.dropLast()) : self }
}
