import GoTemplate
import JSON

/// A version in a template: Go's `*semver.Version`, or what its methods that change it give, a `semver.Version`.
final class VersionObject: TemplateObject {
    static let structure = GoType.structure("semver.Version")
    static let pointer = GoType.pointer(structure)

    private let version: SemanticVersion
    private let isPointer: Bool

    init(_ version: SemanticVersion, isPointer: Bool = true) {
        self.version = version
        self.isPointer = isPointer
    }

    var type: GoType { isPointer ? Self.pointer : Self.structure }
    var text: ByteString? { ByteString(version.text) }
    var json: JSONValue? { .string(version.text) }

    /// Not exported, but seen by `%#v`.
    var fields: [(name: String, value: Value)] {
        [
            ("major", .unsigned(version.major, .uint64)), ("minor", .unsigned(version.minor, .uint64)),
            ("patch", .unsigned(version.patch, .uint64)), ("pre", .text(version.prerelease)),
            ("metadata", .text(version.metadata)), ("original", .text(version.original)),
        ]
    }

    func field(_ name: String) -> Value? { nil }

    func method(_ name: String) -> Function? {
        switch name {
        case "Major": getter(.uint64, .unsigned(version.major, .uint64))
        case "Minor": getter(.uint64, .unsigned(version.minor, .uint64))
        case "Patch": getter(.uint64, .unsigned(version.patch, .uint64))
        case "Prerelease": getter(.string, .text(version.prerelease))
        case "Metadata": getter(.string, .text(version.metadata))
        case "String": getter(.string, .text(version.text))
        case "IncPatch": increment { $0.nextPatch }
        case "IncMinor": increment { $0.nextMinor }
        case "IncMajor": increment { $0.nextMajor }
        case "SetPrerelease": replacement { version, text throws(SemanticVersion.Problem) in try version.with(prerelease: text) }
        case "SetMetadata": replacement { version, text throws(SemanticVersion.Problem) in try version.with(metadata: text) }
        default: isPointer ? pointerMethod(name) : nil
        }
    }

    /// The methods that only a pointer has.
    private func pointerMethod(_ name: String) -> Function? {
        switch name {
        case "Original": getter(.string, .text(version.original))
        case "LessThan": comparison(.bool) { .bool($0 < 0) }
        case "GreaterThan": comparison(.bool) { .bool($0 > 0) }
        case "Equal": comparison(.bool) { .bool($0 == 0) }
        case "Compare": comparison(.int) { .int($0) }
        default: nil
        }
    }

    private func getter(_ type: GoType, _ value: Value) -> Function {
        switch value {
        case .unsigned(let number, let kind):
            Function(parameters: [], result: type) { _, _ in .unsigned(number, kind) }
        default:
            stringGetter(value.byteString)
        }
    }

    private func stringGetter(_ text: ByteString) -> Function {
        Function(parameters: [], result: .string) { _, _ in .string(text) }
    }

    private func increment(_ next: (SemanticVersion) -> SemanticVersion) -> Function {
        let next = next(version)
        return Function(parameters: [], result: Self.structure) { _, _ in
            .object(VersionObject(next, isPointer: false))
        }
    }

    private func replacement(
        _ replace: @escaping @Sendable (SemanticVersion, String) throws(SemanticVersion.Problem) -> SemanticVersion
    ) -> Function {
        let version = version
        return Function(parameters: [.string], result: Self.structure, returnsError: true) {
            arguments, _ throws(FunctionError) in
            do throws(SemanticVersion.Problem) {
                let replaced = try replace(version, arguments.text(0).description)
                return .object(VersionObject(replaced, isPointer: false))
            } catch {
                throw FunctionError(error.description)
            }
        }
    }

    private func comparison(_ type: GoType, _ answer: @escaping @Sendable (Int) -> Value) -> Function {
        let version = version
        return Function(parameters: [Self.pointer], result: type) { arguments, _ throws(FunctionError) in
            guard case .object(let object) = arguments[0], let other = object as? VersionObject else {
                throw .nilDereference
            }
            return answer(version < other.version ? -1 : version == other.version ? 0 : 1)
        }
    }
}
