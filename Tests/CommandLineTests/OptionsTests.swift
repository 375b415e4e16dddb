import ArgumentParser
import CommandLine
import Configuration
import Testing

struct OptionsTests {
    @Test func flagsGoOverTheFile() throws {
        var configuration = PipelineConfiguration()
        let options = try WatcherOptions.parse(["--resource", "characters.v1.stable.example.com", "-n", "a", "--resync", "0"])
        options.patch(&configuration)
        #expect(configuration.watcher.resources.map(\.plural) == ["characters"])
        #expect(configuration.watcher.resources.first?.namespaces == ["a"])
        #expect(configuration.watcher.resync == nil)
    }
}
