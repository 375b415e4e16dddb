/// The place in a template from which a function is called.
public struct CallSite: Sendable {
    private let program: Program
    private let site: Int32

    init(program: Program, site: Int32) {
        self.program = program
        self.site = site
    }

    /// The name under which the template's text was parsed, such as the file's.
    public var template: String { program.source.name }

    /// The name of the template that runs, which a `define` in the text may have given.
    public var name: String { program.name }

    /// Which of the places in the template it is: the same on each run, whatever the data.
    public var ordinal: Int { Int(site) }

    /// The line, from 1 on.
    public var line: Int { program.frame(at: site).line }
}
