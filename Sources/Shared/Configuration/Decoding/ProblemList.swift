import JSON

/// Collects everything that is wrong with one file.
final class ProblemList {
    private let document: ConfigurationDocument
    private var errors: [Located] = []
    private var notes: [Located] = []

    private struct Located {
        let place: ConfigurationDocument.Place?
        let problem: ConfigurationProblem
    }

    init(_ document: ConfigurationDocument) {
        self.document = document
    }

    /// Something is wrong with the value at a path; where the path does not exist, with what should hold it.
    func add(_ message: String, at path: SettingPath) {
        errors.append(located(message, document.place(path.pointer) ?? nearestPlace(path)))
    }

    /// Something is wrong with a key.
    func add(_ message: String, atKey path: SettingPath) {
        errors.append(located(message, document.keyPlace(path.pointer) ?? nearestPlace(path)))
    }

    /// A key is not used, which is no error.
    func warn(_ message: String, atKey path: SettingPath) {
        notes.append(located(message, document.keyPlace(path.pointer) ?? nearestPlace(path)))
    }

    /// The problems in the order of the file.
    var problems: [ConfigurationProblem] { ProblemList.sorted(errors) }
    /// The warnings in the order of the file.
    var warnings: [ConfigurationProblem] { ProblemList.sorted(notes) }

    private func nearestPlace(_ path: SettingPath) -> ConfigurationDocument.Place? {
        var pointer = path.pointer.parent
        while let current = pointer {
            if let place = document.keyPlace(current) ?? document.place(current) { return place }
            pointer = current.parent
        }
        return nil
    }

    private func located(_ message: String, _ place: ConfigurationDocument.Place?) -> Located {
        let problem = ConfigurationProblem(file: document.file, line: place?.line, column: place?.column, message)
        return Located(place: place, problem: problem)
    }

    private static func sorted(_ list: [Located]) -> [ConfigurationProblem] {
        // Equal places keep the order in which they were found.
        list.enumerated().sorted { left, right in
            let (first, second) = (left.element.place, right.element.place)
            return (first?.line ?? 0, first?.column ?? 0, left.offset) < (second?.line ?? 0, second?.column ?? 0, right.offset)
        }.map(\.element.problem)
    }
}
