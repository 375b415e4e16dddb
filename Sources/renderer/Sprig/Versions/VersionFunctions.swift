import GoTemplate

/// sprig's functions on versions: `semver` and `semverCompare`.
enum VersionFunctions {
    static let functions: FunctionMap = ["semver": semver, "semverCompare": semverCompare]

    private static let semver = Function(parameters: [.string], result: VersionObject.type, returnsError: true) {
        arguments, _ throws(FunctionError) in
        .object(VersionObject(try version(arguments[0])))
    }

    private static let semverCompare = Function(parameters: [.string, .string], result: .bool, returnsError: true) {
        arguments, _ throws(FunctionError) in
        let range: VersionConstraint
        do throws(SemanticVersion.Problem) { range = try VersionConstraint(parsing: text(arguments[0])) } catch {
            throw FunctionError(error.description)
        }
        return .bool(range.contains(try version(arguments[1])))
    }

    private static func text(_ value: Value) -> String {
        if case .string(let text) = value.underlying { text.description } else { "" }
    }

    private static func version(_ value: Value) throws(FunctionError) -> SemanticVersion {
        do throws(SemanticVersion.Problem) { return try SemanticVersion(parsing: text(value)) } catch {
            throw FunctionError(error.description)
        }
    }
}
