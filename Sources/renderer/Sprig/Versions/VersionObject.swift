import GoTemplate
import JSON

/// `*semver.Version`.
final class VersionObject: TemplateObject {
    static let type = GoType.pointer(.structure("semver.Version"))

    private let version: SemanticVersion

    init(_ version: SemanticVersion) { self.version = version }

    var type: GoType { Self.type }
    var text: ByteString? { ByteString(version.text) }
    var json: JSONValue? { .string(version.text) }

    func method(_ name: String) -> Function? {
        switch name {
        case "Major": number(version.major)
        case "Minor": number(version.minor)
        case "Patch": number(version.patch)
        case "Prerelease": text(version.prerelease)
        case "Metadata": text(version.metadata)
        case "Original": text(version.original)
        case "String": text(version.text)
        case "Compare": comparing(as: .int) { $0 < $1 ? .int(-1) : .int($0 == $1 ? 0 : 1) }
        case "Equal": comparing(as: .bool) { .bool($0 == $1) }
        case "LessThan": comparing(as: .bool) { .bool($0 < $1) }
        case "GreaterThan": comparing(as: .bool) { .bool($0 > $1) }
        default: nil
        }
    }

    private func number(_ number: UInt64) -> Function {
        Function(parameters: [], result: .uint64) { _, _ in .unsigned(number, .uint64) }
    }

    private func text(_ text: String) -> Function {
        Function(parameters: [], result: .string) { _, _ in .text(text) }
    }

    private func comparing(
        as result: GoType, _ compare: @escaping @Sendable (SemanticVersion, SemanticVersion) -> Value
    ) -> Function {
        Function(parameters: [Self.type], result: result) { [version] arguments, _ throws(FunctionError) in
            guard case .object(let object) = arguments[0], let other = object as? VersionObject else {
                throw FunctionError("runtime error: invalid memory address or nil pointer dereference")
            }
            return compare(version, other.version)
        }
    }
}
