import GoTemplate

/// The functions of semantic versions.
enum VersionFunctions {
    static let functions: FunctionMap = ["semver": semver, "semverCompare": semverCompare]

    private static let semver = Function(parameters: [.string], result: VersionObject.pointer, returnsError: true) {
        arguments, _ throws(FunctionError) in
        .object(VersionObject(try version(arguments.text(0))))
    }

    private static let semverCompare = Function(parameters: [.string, .string], result: .bool, returnsError: true) {
        arguments, _ throws(FunctionError) in
        do throws(SemanticVersion.Problem) {
            let constraint = try VersionConstraint(parsing: arguments.text(0).description)
            return .bool(constraint.contains(try SemanticVersion(parsing: arguments.text(1).description)))
        } catch {
            throw FunctionError(error.description)
        }
    }

    private static func version(_ text: ByteString) throws(FunctionError) -> SemanticVersion {
        do throws(SemanticVersion.Problem) {
            return try SemanticVersion(parsing: text.description)
        } catch {
            throw FunctionError(error.description)
        }
    }
}
