import Diagnostics
import Helm

/// Which objects of a chart or a directory a person wants to see.
package struct PartSelection: Sendable {
    /// Whether the definitions below `crds/` are shown.
    package var includesDefinitions = true
    /// Whether hooks are shown.
    package var includesHooks = true
    /// Whether hooks that nothing but a test runs are shown.
    package var includesTests = true

    /// A pattern of template files, as Go's `path/filepath.Match` reads it.
    private struct Wish {
        let text: String
        let pattern: PathPattern
        var isMet = false
    }

    private var wishes: [Wish] = []
    /// The files of the objects that there were to choose from.
    private var seen: Set<String> = []

    /// - Parameter files: Patterns of the template files whose objects are shown, such as `templates/*.yaml`; none for all.
    /// - Throws: `RenderError` for what is no pattern.
    package init(files: [String] = []) throws(RenderError) {
        for file in files {
            guard let pattern = PathPattern(file) else { throw RenderError("\"\(file)\" is no pattern of file names") }
            wishes.append(Wish(text: file, pattern: pattern))
        }
    }

    /// The objects to be shown, in the order of the patterns that choose them, each once.
    package mutating func chosen(of parts: [RenderedPart]) -> [RenderedPart] {
        let shown = parts.filter { part in
            switch part.role {
            case .object: true
            case .definition: includesDefinitions
            case .hook(let isTest): includesHooks && (includesTests || !isTest)
            }
        }
        guard !wishes.isEmpty else { return shown }
        seen.formUnion(shown.map(\.file))
        var chosen: [RenderedPart] = []
        var left = shown
        for index in wishes.indices {
            let pattern = wishes[index].pattern
            let fitting = shown.contains { pattern.matches($0.file) }
            wishes[index].isMet = wishes[index].isMet || fitting
            chosen += left.filter { pattern.matches($0.file) }
            left.removeAll { pattern.matches($0.file) }
        }
        return chosen
    }

    /// Why the patterns were of no use, where one has chosen nothing.
    package var problem: RenderError? {
        guard let wish = wishes.first(where: { !$0.isMet }) else { return nil }
        let hint = NearestName.find(wish.text, among: seen.sorted()).map { "; did you mean \"\($0)\"?" } ?? ""
        let known = hint.isEmpty && !seen.isEmpty ? "; these have objects: \(seen.sorted().joined(separator: ", "))" : ""
        return RenderError("could not find template \(wish.text) in what was rendered\(hint)\(known)")
    }
}
