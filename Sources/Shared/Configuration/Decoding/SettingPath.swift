import JSON

/// Where a setting stands: `spec.watcher.resources[0].group`.
struct SettingPath: Hashable, CustomStringConvertible {
    private enum Step: Hashable {
        case key(String)
        case position(Int)
    }

    private var steps: [Step] = []

    /// The whole file.
    static let root = SettingPath()

    var isRoot: Bool { steps.isEmpty }

    /// The setting's place in the document.
    var pointer: JSONPointer {
        JSONPointer(
            steps.map { step in
                switch step {
                case .key(let key): key
                case .position(let position): String(position)
                }
            })
    }

    func appending(_ key: String) -> SettingPath {
        var path = self
        path.steps.append(.key(key))
        return path
    }

    func appending(_ position: Int) -> SettingPath {
        var path = self
        path.steps.append(.position(position))
        return path
    }

    var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .position(let position): text += "[\(position)]"
            }
        }
        return text
    }
}
