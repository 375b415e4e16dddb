import Rendering
import Unix

/// Where what was rendered goes: to standard output as it comes, or at once at the end.
struct PreviewPrinting {
    private let writing: PartWriting
    private let format: PartWriting.Format
    private let folder: String?
    private let namesReleases: Bool
    private var kept: [RenderedPart] = []
    private var files: [(path: String, parts: [RenderedPart])] = []
    private var isFirst = true
    /// Whether nobody reads any more.
    private var isOver = false

    init(_ options: PreviewOptions, showsSources: Bool) {
        writing = PartWriting(options.output, showsSources: showsSources)
        format = options.output
        folder = options.outputDir
        namesReleases = options.releaseName
    }

    /// Takes what one custom resource came to.
    mutating func add(_ parts: [RenderedPart], release: String) throws(UnixError) {
        if folder != nil {
            for file in writing.files(of: parts, below: namesReleases ? release : "") {
                if let place = files.firstIndex(where: { $0.path == file.path }) {
                    files[place].parts += file.parts
                } else {
                    files.append(file)
                }
            }
        } else if format == .json {
            kept += parts
        } else if !parts.isEmpty, !isOver {
            isOver = try !StandardOutput.write(writing.text(of: parts, isFirst: isFirst))
            isFirst = false
        }
    }

    /// Writes what is written as one.
    func finish() throws(UnixError) {
        if let folder {
            // Never leaves the folder, whatever a template is called.
            let directory = try Directory(folder, create: true)
            for (path, parts) in files {
                try directory.write(path, writing.text(of: parts))
                guard try StandardOutput.write(Array("wrote \(Path.join(folder, path))\n".utf8)) else { return }
            }
        } else if format == .json {
            try StandardOutput.write(writing.text(of: kept))
        }
    }
}
