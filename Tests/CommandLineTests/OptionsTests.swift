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
        #expect(configuration.watcher.capabilities)
    }

    @Test func aSourceHasItsSettingsBehindIt() throws {
        var configuration = PipelineConfiguration()
        configuration.watcher.sources = [
            WatchedSource(name: "old", resource: WatchedResource(group: "", version: "v1", plural: "pods"))
        ]
        let options = try WatcherOptions.parse([
            "--source", "prices=configmaps.v1", "--no-capabilities", "--source",
            "shops=shops.v1.example.com,namespace=a,labelSelector=app=web,tier in (x,y),namespace=b,fieldSelector=metadata.name!=c",
        ])
        options.patch(&configuration)
        #expect(
            configuration.watcher.sources == [
                WatchedSource(
                    name: "prices", resource: WatchedResource(group: "", version: "v1", plural: "configmaps", status: true)),
                WatchedSource(
                    name: "shops",
                    resource: WatchedResource(
                        group: "example.com", version: "v1", plural: "shops", namespaces: ["a", "b"],
                        labelSelector: "app=web,tier in (x,y)", fieldSelector: "metadata.name!=c", status: true)),
            ])
        #expect(!configuration.watcher.capabilities)
    }

    @Test(arguments: [
        ["--source", "configmaps.v1"], ["--source", "Prices=configmaps.v1"], ["--source", "prices=configmaps"],
        ["--source", "prices=configmaps.v1,namespace="], ["--source", "prices=configmaps.v1,tier=a"],
        ["--source", "prices=configmaps.v1,namespace=a,b"], ["--source", "a=pods.v1", "--source", "a=nodes.v1"],
        ["--source", "a=pods.v1", "--directory", "d"],
    ])
    func aSourceThatMeansNothingIsAnError(arguments: [String]) {
        #expect(throws: (any Error).self) { try WatcherOptions.parse(arguments) }
    }

    @Test func aResyncThatWouldNeverEndIsRefused() throws {
        let error = #expect(throws: (any Error).self) { try WatcherOptions.parse(["--resync", "10ms"]) }
        #expect(
            WatcherOptions.message(for: try #require(error)) == "--resync must be at least 1s, or 0 for never, not 0.01s.")
    }
}
