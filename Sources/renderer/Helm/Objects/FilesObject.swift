import GoTemplate
import JSON
import YAML

/// What templates see as `.Files`: the files of a chart that are neither templates nor part of its description.
final class FilesObject: TemplateObject {
    var type: GoType { Self.named }
    private static let named = GoType.named("engine.files", underlying: .map(key: .string, element: .slice(.uint8)))

    private let files: ChartFiles
    private lazy var map: GoMap = {
        let pairs = files.files.map { (ByteString($0.name), Value.list(GoList(bytes: $0.bytes))) }
        return GoMap(pairs, type: .map(key: .string, element: .slice(.uint8)))
    }()

    init(_ files: ChartFiles) { self.files = files }

    var underlying: Value? { .map(map) }

    func method(_ name: String) -> Function? {
        let files = files
        switch name {
        case "Get":
            return Function(parameters: [.string], result: .string) { arguments, _ in
                .string(ByteString(files[Self.name(arguments)] ?? []))
            }
        case "GetBytes":
            return Function(parameters: [.string], result: .slice(.uint8)) { arguments, _ in
                .list(GoList(bytes: files[Self.name(arguments)] ?? []))
            }
        case "Lines":
            return Function(parameters: [.string], result: .slice(.string)) { arguments, _ in
                .list(GoList(strings: Self.lines(files[Self.name(arguments)] ?? [])))
            }
        case "Glob":
            return Function(parameters: [.string], result: Self.named) { arguments, _ in
                let pattern = GlobPattern(Self.name(arguments)) ?? .everything
                return .object(FilesObject(files.filtered { pattern.matches($0) }))
            }
        case "AsConfig": return Function(parameters: [], result: .string) { _, _ in .text(files.configuration) }
        case "AsSecrets": return Function(parameters: [], result: .string) { _, _ in .text(files.secrets) }
        default: return nil
        }
    }

    private static func name(_ arguments: [Value]) -> String {
        if case .string(let name)? = arguments.first { name.description } else { "" }
    }

    private static func lines(_ bytes: [UInt8]) -> [ByteString] {
        guard !bytes.isEmpty else { return [] }
        let text = bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
        return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { ByteString(Array($0)) }
    }
}
