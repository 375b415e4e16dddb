import ArgumentParser
import Rendering

extension PartWriting.Format: ExpressibleByArgument {}

/// What `renderer render` shows, and how; the names are Helm's.
struct PreviewOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "How objects are written.")
    var output: PartWriting.Format = .yaml

    @Option(
        help: ArgumentHelp(
            "Write the objects to files below this folder, one for each template, in place of standard output.",
            valueName: "folder"), completion: .directory)
    var outputDir: String?

    @Flag(help: "Begin the paths below the folder with the name of the release.")
    var releaseName = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Show the objects of these templates only, as templates/*.yaml; may be repeated.", valueName: "pattern"))
    var showOnly: [String] = []

    @Flag(help: "Print all that a template wrote, with the numbers of its lines, where that is not YAML.")
    var debug = false

    @Flag(help: "Show the definitions of a chart's crds folder, too.")
    var includeCrds = false

    @Flag(help: "Leave out the hooks of a chart.")
    var noHooks = false

    @Flag(help: "Leave out the hooks of a chart that are tests.")
    var skipTests = false

    @Flag(help: "Tell templates of a chart that the release is upgraded, and not installed.")
    var isUpgrade = false

    func validate() throws {
        if releaseName, outputDir == nil { throw ValidationError("--release-name is about --output-dir: give that, too.") }
    }

    /// Which objects are shown.
    var selection: PartSelection {
        get throws(RenderError) {
            var selection = try PartSelection(files: showOnly)
            selection.includesDefinitions = includeCrds
            selection.includesHooks = !noHooks
            selection.includesTests = !skipTests
            return selection
        }
    }
}
