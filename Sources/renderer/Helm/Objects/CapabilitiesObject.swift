import GoTemplate
import JSON

/// `*chartutil.Capabilities`.
final class CapabilitiesObject: TemplateObject {
    let type = GoType.pointer(.structure("chartutil.Capabilities"))
    let fields: [(name: String, value: Value)]

    init(_ capabilities: Capabilities) {
        fields = [
            ("KubeVersion", .object(KubeVersionObject(capabilities))),
            ("APIVersions", .object(VersionSetObject(capabilities.apiVersions))),
            ("HelmVersion", .object(HelmVersionObject(capabilities.helmVersion))),
        ]
    }
}

/// `chartutil.KubeVersion`.
private final class KubeVersionObject: TemplateObject {
    let type = GoType.structure("chartutil.KubeVersion")
    private let version: String
    let fields: [(name: String, value: Value)]

    init(_ capabilities: Capabilities) {
        version = capabilities.kubeVersion
        let (major, minor) = capabilities.kubeNumbers
        fields = [("Version", .text(version)), ("Major", .text(major)), ("Minor", .text(minor))]
    }

    var text: ByteString? { ByteString(version) }

    func method(_ name: String) -> Function? {
        guard name == "String" || name == "GitVersion" else { return nil }
        return Function(parameters: [], result: .string) { [version] _, _ in .text(version) }
    }
}

/// `chartutil.VersionSet`.
private final class VersionSetObject: TemplateObject {
    let type = GoType.named("chartutil.VersionSet", underlying: .slice(.string))
    private let versions: [String]

    init(_ versions: [String]) { self.versions = versions }

    var underlying: Value? { .list(GoList(strings: versions.map { ByteString($0) })) }

    func method(_ name: String) -> Function? {
        guard name == "Has" else { return nil }
        return Function(parameters: [.string], result: .bool) { [versions] arguments, _ in
            guard case .string(let wanted) = arguments[0] else { return .bool(false) }
            return .bool(versions.contains(wanted.description))
        }
    }
}

/// `version.BuildInfo`.
private final class HelmVersionObject: TemplateObject {
    let type = GoType.structure("version.BuildInfo")
    private let version: String

    init(_ version: String) { self.version = version }

    var fields: [(name: String, value: Value)] {
        [("Version", .text(version)), ("GitCommit", .text("")), ("GitTreeState", .text("")), ("GoVersion", .text(""))]
    }

    var json: JSONValue? { ["version": .string(version)] }
}
