import Configuration
import TestSupport
import Testing

/// What the programs themselves say of their flags.
@Suite(.timeLimit(.minutes(5))) struct HelpTests {
    /// The flags that begin a line of a help, short and long.
    private func flags(inHelpOf program: String, _ subcommands: String...) async throws -> Set<String> {
        let result = try await Command.run(try Repository.program(program), subcommands + ["--help"])
        #expect(result.succeeded)
        var flags: Set<String> = []
        for line in result.text.split(separator: "\n") where line.hasPrefix("  -") {
            for word in line.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "/" }) {
                guard word.hasPrefix("-") else { break }
                flags.insert(String(word))
            }
        }
        return flags
    }

    /// The flags that docs/configuration.md gives a program.
    private func documented(_ program: Program) throws -> Set<String> {
        let document = try Markdown("docs/configuration.md")
        var cells: [String] = []
        for (row, setting) in zip(try document.table("setting"), Setting.all) where setting.programs.contains(program) {
            cells.append(row[2])
        }
        for row in try document.table("flag") where row[2].contains(program.rawValue) { cells.append(row[0]) }
        let words = cells.flatMap { cell in cell.split { " `,;[=".contains($0) } }
        return Set(words.filter { $0.hasPrefix("-") }.map(String.init))
    }

    @Test(arguments: Program.allCases)
    func theHelpAndTheReferenceHaveTheSameFlags(program: Program) async throws {
        let help = try await flags(inHelpOf: program.rawValue)
        let documented = try documented(program)
        #expect(help.subtracting(documented).isEmpty, "in the help only")
        #expect(documented.subtracting(help).isEmpty, "in docs/configuration.md only")
        for setting in Setting.all where setting.programs.contains(program) { #expect(help.contains(setting.flag)) }
    }

    @Test(arguments: ["render", "lint"])
    func aSubcommandTakesTheRenderersFlagsExceptThoseOfLinksAndItsOwn(name: String) async throws {
        let whole = try await flags(inHelpOf: "renderer")
        let links: Set<String> = ["-i", "--input", "--follow", "-o", "--output", "--record"]
        let subcommand = try await flags(inHelpOf: "renderer", name)
        #expect(whole.subtracting(links).subtracting(subcommand).isEmpty)
        let rows = try Markdown("docs/configuration.md").table("flag of \(name)")
        let words = rows.flatMap { $0[0].split { " `,".contains($0) } }.filter { $0.hasPrefix("-") }
        #expect(subcommand.subtracting(whole.subtracting(links)) == Set(words.map(String.init)))
    }

    @Test(arguments: Program.allCases)
    func theHelpNamesTheSettingOfEachFlag(program: Program) async throws {
        let result = try await Command.run(try Repository.program(program.rawValue), ["--help"])
        let text = result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for setting in Setting.all where setting.programs.contains(program) {
            // The flags on every resource name the last part only.
            let parts = setting.path.split(separator: ".")
            let isOfResource = setting.path.contains("[]")
            let name = isOfResource && setting.flag == "--resource" ? "spec.watcher.resources" : setting.path
            // Those whose value has all settings of an element name the list.
            let list = ["--repository": "(spec.renderer.helm.repositories)", "--source": "(spec.watcher.sources)"][setting.flag]
            let named =
                list.map { text.contains($0) } ?? text.contains(isOfResource ? "\(parts.last ?? "") of every resource" : name)
            #expect(named || (setting.flag == "--resource" && text.contains("(\(name))")), "\(setting.path)")
        }
    }

    @Test(arguments: Program.allCases)
    func aWrongFlagIsAMatterOfUsage(program: Program) async throws {
        let executable = try Repository.program(program.rawValue)
        let unknown = try await Command.run(executable, ["--no-such-flag"])
        #expect(unknown.exit == .status(64))
        #expect(unknown.output.isEmpty)
        #expect(unknown.error.contains("--no-such-flag"))
        let valued = try await Command.run(executable, ["--log-level", "loud"])
        #expect(valued.exit == .status(64))
        #expect(valued.error.contains("'loud'"))
        let version = try await Command.run(executable, ["--version"])
        #expect(version.succeeded)
        #expect(version.text.split(separator: ".").count == 3)
    }

    // Completions.

    @Test(arguments: Program.allCases, ["bash", "zsh", "fish"])
    func aShellTakesTheCompletionScript(program: Program, shell: String) async throws {
        let script = try await Command.text(
            try Repository.program(program.rawValue), ["--generate-completion-script", shell])
        for flag in try await flags(inHelpOf: program.rawValue) where flag.hasPrefix("--") {
            let word = shell == "fish" ? "'\(flag.dropFirst(2))'" : flag
            #expect(script.contains(word), "\(flag)")
        }
        // bash is everywhere; the others are checked where they are installed.
        let isThere = try await Command.run("/bin/sh", ["-c", "command -v \(shell)"]).succeeded
        if shell != "bash", !isThere { return }
        let checked = try await Command.run(shell, ["-n"], input: Array(script.utf8))
        #expect(checked.succeeded, "\(checked.error)")
    }

    @Test(arguments: [
        (Program.watcher, "--res", "--resource --resync"),
        (.watcher, "--log-level ", "critical debug error info notice trace warning"),
        (.renderer, "--missing-key ", "default error zero"), (.renderer, "ren", "render"),
        (.applier, "--dry-run ", "client none server"),
        (.applier, "--field", "--field-manager"),
    ])
    func bashCompletes(program: Program, typed: String, expected: String) async throws {
        let executable = try Repository.program(program.rawValue)
        let words = typed.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }.joined(separator: " ")
        let text = """
            source <("\(executable)" --generate-completion-script bash)
            COMP_WORDS=(\(program.rawValue) \(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            COMP_LINE='\(program.rawValue) \(typed)'; COMP_POINT=${#COMP_LINE}
            function_name=$(complete -p \(program.rawValue) | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            "$function_name" \(program.rawValue) "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" 2>/dev/null
            printf '%s\\n' "${COMPREPLY[@]}" | sort | tr '\\n' ' '
            """
        let result = try await Command.run("bash", ["-c", text])
        #expect(result.text.split(separator: " ").joined(separator: " ") == expected, "\(result.error)")
    }
}
