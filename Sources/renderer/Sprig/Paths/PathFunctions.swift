import GoTemplate

/// The functions of paths; those that begin with `os` are the same on Linux.
enum PathFunctions {
    static let functions: FunctionMap = [
        "base": base, "dir": dir, "clean": clean, "ext": ext, "isAbs": isAbs, "osBase": base, "osDir": dir,
        "osClean": clean, "osExt": ext, "osIsAbs": isAbs,
    ]

    private static let base = text(SlashPath.base)
    private static let dir = text(SlashPath.directory)
    private static let clean = text(SlashPath.clean)
    private static let ext = text(SlashPath.suffix)

    private static let isAbs = Function(parameters: [.string], result: .bool) { arguments, _ in
        .bool(SlashPath.isAbsolute(arguments.text(0)))
    }

    private static func text(_ body: @escaping @Sendable (ByteString) -> ByteString) -> Function {
        Function(parameters: [.string], result: .string) { arguments, _ in .string(body(arguments.text(0))) }
    }
}
