import ArgumentParser

/// A value of a chart and the field of a custom resource that it comes from: `image.tag=spec.version`.
package struct MappingArgument: ExpressibleByArgument, Sendable {
    package let value: String
    package let field: String

    package init?(argument: String) {
        guard let sign = argument.firstIndex(of: "=") else { return nil }
        value = String(argument[..<sign])
        field = String(argument[argument.index(after: sign)...])
        guard !value.isEmpty, !field.isEmpty else { return nil }
    }
}
