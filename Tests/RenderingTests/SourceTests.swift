import Events
import Helm
import JSON
import TestSupport
import Testing
import Unix

@testable import Rendering

/// What templates learn of the cluster: the objects that `lookup` finds, and what the cluster can do.
@Suite(.timeLimit(.minutes(5))) struct SourceTests {
    private let folder: TemporaryDirectory
    private let watcher = EventComposer(program: "watcher", pipeline: "p", run: "w")
    private let things = ResourceReference(group: "example.com", version: "v1", plural: "things", kind: "Thing", namespaced: true)
    private let maps = ResourceReference(group: "", version: "v1", plural: "configmaps", kind: "ConfigMap", namespaced: true)

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\nkubeVersion: '>=1.20.0-0'\n")
        try folder.write(
            "web/templates/all.yaml",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: a}
            stringData:
              {{- if ne .Values.resource.name "blind" }}
              found: {{ (lookup "v1" "ConfigMap" "n" "prices").data | default dict | toJson | quote }}
              names: {{ range (lookup "v1" "ConfigMap" "" "").items }}{{ .metadata.name }} {{ end }}
              {{- end }}
              version: {{ .Capabilities.KubeVersion.Version }} {{ .Capabilities.APIVersions.Has "example.com/v9" }}
              release: {{ .Release.Revision }} {{ .Release.IsInstall }} {{ .Release.IsUpgrade }}
            """)
    }

    private func change(_ name: String, _ revision: Int64? = nil, _ kind: Change.Kind = .added) -> Event {
        let object: JSONValue = [
            "apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": .string(name), "namespace": "n", "uid": "u"],
        ]
        return watcher.event(
            .change, time: "2026-01-01T00:00:00Z",
            data: Change(kind: kind, resource: things, object: RawJSON(object), revision: revision).encoded())
    }

    private func source(
        _ name: String, _ room: Int, _ kind: Change.Kind = .updated, namespace: String = "n", of source: String = "prices"
    ) -> Event {
        let object: JSONValue = [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name), "namespace": .string(namespace)],
            "data": ["room": .integer(Int64(room))],
        ]
        let change = SourceChange(name: source, change: Change(kind: kind, resource: maps, object: RawJSON(object)))
        return watcher.event(.source, time: "2026-01-01T00:00:00Z", data: change.encoded())
    }

    private func sync(_ phase: Sync.Phase, _ count: Int = 0, _ scope: Sync.Scope = .all, of source: String = "prices") -> Event {
        let sync = Sync(phase: phase, resource: maps, count: count, scope: scope, source: source)
        return watcher.event(.sync, time: "2026-01-01T00:00:00Z", data: sync.encoded())
    }

    private func capabilities(_ version: String) -> Event {
        let told = ClusterCapabilities(kubeVersion: version, apiVersions: ["v1", "example.com/v9"])
        return watcher.event(.capabilities, time: "2026-01-01T00:00:00Z", data: told.encoded())
    }

    /// What leaves the stage: each owner's name with a datum of its Secret.
    private func answers(
        to input: [Event], _ key: String, _ change: (inout ChartSettings) -> Void = { _ in }
    ) async throws -> [String] {
        var settings = ChartSettings(chart: folder.path("web"))
        change(&settings)
        let stage = try RenderStage(
            renderer: try HelmRenderer(settings), composer: EventComposer(program: "renderer", pipeline: "p"), window: 4,
            temporaryDirectory: Path.temporaryDirectory)
        async let leaving = drain(stage, key)
        #expect(try await stage.accept(input).isEmpty)
        await stage.close()
        return await leaving
    }

    private func drain(_ stage: RenderStage, _ key: String) async -> [String] {
        var words: [String] = []
        while let answer = await stage.next() {
            for event in answer.filter(\.isAnswer).map(\.event) {
                let name = event.partitionKey?.split(separator: "/").last ?? ""
                guard let bundle = try? Bundle(of: event), let data = try? bundle.objects[0].manifest.value()["stringData"]
                else {
                    words.append("\(event.type) \(name)")
                    continue
                }
                words.append("\(name) \(data[key]?.stringValue ?? "nothing")")
            }
        }
        return words
    }

    @Test func lookupFindsWhatWasTold() async throws {
        let input = [source("prices", 40), source("other", 1, namespace: "m"), change("a")]
        #expect(try await answers(to: input, "found") == [#"a {"room":40}"#])
        #expect(try await answers(to: input, "names") == ["a other prices"])
        #expect(try await answers(to: [change("a")], "found") == ["a {}"])
        #expect(try await answers(to: [change("a")], "names") == ["a nothing"])
    }

    @Test func whatLookedUpIsRenderedAgainWhenASourceChanges() async throws {
        let input = [
            change("a"), change("blind"), source("prices", 1), source("prices", 1), change("b"), source("prices", 2),
            source("prices", 2, .deleted), source("prices", 2, .deleted), change("a", nil, .deleted), source("prices", 3),
        ]
        let expected = [
            "a {}", "blind nothing", #"a {"room":1}"#, #"b {"room":1}"#, #"a {"room":2}"#, #"b {"room":2}"#, "a {}", "b {}",
            "dev.fairlead.teardown a", #"b {"room":3}"#,
        ]
        #expect(try await answers(to: input, "found") == expected)
        for _ in 0..<10 { #expect(try await answers(to: input, "found") == expected) }
    }

    @Test func whatASourceDoesNotTellAgainIsGone() async throws {
        let input = [
            sync(.started), source("prices", 1), source("other", 1), sync(.completed, 2), change("a"), change("blind"),
            sync(.started), source("prices", 1, .resynced), sync(.completed, 1), change("b"), sync(.started), sync(.completed),
        ]
        let expected = ["a other prices", "blind nothing", "a prices", "b prices", "a nothing", "b nothing"]
        for _ in 0..<10 { #expect(try await answers(to: input, "names") == expected) }
    }

    @Test func whereSomethingMayBeMissingNothingIsGone() async throws {
        let known = [sync(.started), source("prices", 1), sync(.completed, 1), change("a")]
        // Fewer objects than counted, only changes, and no beginning.
        for bracket in [
            [sync(.started), sync(.completed, 1)], [sync(.started, 0, .changed), sync(.completed, 0, .changed)],
            [sync(.completed)], [sync(.started), sync(.started, 0, .changed), sync(.completed)],
        ] {
            #expect(try await answers(to: known + bracket + [change("b")], "found") == [#"a {"room":1}"#, #"b {"room":1}"#])
        }
        // What is told and told gone again counts.
        let gone = [sync(.started), source("prices", 1, .deleted), sync(.completed, 1)]
        #expect(try await answers(to: known + gone, "found") == [#"a {"room":1}"#, "a {}"])
    }

    @Test func afterAGapNothingIsGone() async throws {
        let stage = try RenderStage(
            renderer: try HelmRenderer(ChartSettings(chart: folder.path("web"))),
            composer: EventComposer(program: "renderer", pipeline: "p"), window: 4, temporaryDirectory: Path.temporaryDirectory)
        async let leaving = drain(stage, "found")
        _ = try await stage.accept([sync(.started), source("prices", 1), sync(.completed, 1), sync(.started)])
        await stage.forgetTellings()
        _ = try await stage.accept([sync(.completed), change("a")])
        await stage.close()
        #expect(await leaving == [#"a {"room":1}"#])
    }

    @Test func anObjectOfTwoSourcesIsThereUntilBothHaveLostIt() async throws {
        let input = [
            source("prices", 1), source("prices", 1, of: "all"), change("a"), source("prices", 1, .deleted), change("b"),
            source("prices", 2, of: "all"), sync(.started), sync(.completed), change("c"), sync(.started, of: "all"),
            sync(.completed, of: "all"),
        ]
        #expect(
            try await answers(to: input, "found") == [
                #"a {"room":1}"#, #"b {"room":1}"#, #"a {"room":2}"#, #"b {"room":2}"#, #"c {"room":2}"#, "a {}", "b {}", "c {}",
            ])
    }

    @Test func aSecretOfARecordingIsNotTakenForOneWithoutContents() async throws {
        try folder.write(
            "web/templates/all.yaml",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: a}
            stringData:
              {{- if eq .Values.resource.name "list" }}
              key: {{ len (lookup "v1" "Secret" "n" "").items | quote }}
              {{- else if eq .Values.resource.name "a" }}
              key: {{ dig "data" "key" "made up" (lookup "v1" "Secret" "n" "door") }}
              {{- end }}
            """)
        func door(_ redacted: String) -> Event {
            let object: JSONValue = [
                "apiVersion": "v1", "kind": "Secret",
                "metadata": ["name": "door", "namespace": "n", "annotations": ["fairlead.dev/redacted": .string(redacted)]],
            ]
            let secrets = ResourceReference(group: "", version: "v1", plural: "secrets", kind: "Secret", namespaced: true)
            let told = SourceChange(name: "doors", change: Change(kind: .updated, resource: secrets, object: RawJSON(object)))
            return watcher.event(.source, time: "2026-01-01T00:00:00Z", data: told.encoded())
        }
        let input = [door("data"), change("a"), change("list"), change("blind"), door("")]
        #expect(
            try await answers(to: input, "key") == [
                "dev.fairlead.renderfailed a", "dev.fairlead.renderfailed list", "blind nothing", "a made up", "list 1",
            ])
    }

    @Test func whatFailedForWantOfASourceIsRenderedWhenItComes() async throws {
        try folder.write(
            "web/templates/all.yaml",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: a}
            stringData: {room: {{ required "no prices" (lookup "v1" "ConfigMap" "n" "prices").data.room | quote }}}
            """)
        let answers = try await answers(to: [change("a"), source("prices", 5)], "room")
        #expect(answers == ["dev.fairlead.renderfailed a", "a 5"])
    }

    @Test func theClusterTellsWhatItCan() async throws {
        let input = [change("a"), capabilities("v1.29.3"), change("b"), capabilities("v1.29.3"), capabilities("v1.12.0")]
        #expect(
            try await answers(to: input, "version") == [
                "a v1.31.0 false", "a v1.29.3 true", "b v1.29.3 true", "dev.fairlead.renderfailed a",
                "dev.fairlead.renderfailed b",
            ])
        let configured = try await answers(to: [capabilities("v1.29.3"), change("a")], "version") { settings in
            settings.kubeVersion = "v1.30.0"
        }
        #expect(configured == ["a v1.30.0 true"])
    }

    @Test func theEventMayCountReleases() async throws {
        let input = [change("a"), change("b", 1), change("c", 2)]
        #expect(try await answers(to: input, "release") == ["a 1 true false", "b 1 true false", "c 2 false true"])
    }

    @Test func sourcesGoNoFurtherThanTheRenderer() async throws {
        let stage = try RenderStage(
            renderer: try HelmRenderer(ChartSettings(chart: folder.path("web"))),
            composer: EventComposer(program: "renderer", pipeline: "p"), temporaryDirectory: Path.temporaryDirectory)
        _ = try await stage.accept([sync(.started), source("prices", 40), sync(.completed, 1), capabilities("v1.30.0")])
        await stage.close()
        while let answer = await stage.next() { #expect(answer.isEmpty) }
    }

    @Test func sourcesHaveABound() throws {
        var sources = SourceObjects()
        let text = String(repeating: "x", count: 20 << 20)
        func object(_ name: String) -> JSONValue {
            ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)], "data": ["x": .string(text)]]
        }
        for name in ["a", "b", "c", "a"] { try sources.add(object(name)) }
        let error = #expect(throws: EventError.self) { try sources.add(object("d")) }
        #expect(error?.description.contains("67108864 bytes") == true)
        #expect(sources.byteCount < 64 << 20)
    }

    @Test func filesCanBeSources() async throws {
        try folder.write(
            "s.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: prices, namespace: 'n'}\ndata: {room: '7'}\n")
        try folder.write("cr.yaml", "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a, namespace: 'n'}\n")
        var context = RenderContext()
        context.sources = try RenderPreview.sources(of: [folder.path("s.yaml")])
        let preview = RenderPreview(renderer: try HelmRenderer(ChartSettings(chart: folder.path("web"))), context: context)
        let outcome = try #require(await preview.outcomes(of: folder.path("cr.yaml")).first)
        let parts = try outcome.result.get()
        let data = try #require(try parts.first?.manifest.object.value()["stringData"])
        #expect(data["found"]?.stringValue == #"{"room":"7"}"#)
        try folder.write("bad.yaml", "kind: ConfigMap\n")
        let error = #expect(throws: RenderError.self) { try RenderPreview.sources(of: [folder.path("bad.yaml")]) }
        #expect(
            error?.message.hasSuffix("bad.yaml:1: this cannot be looked up: the event's field \"apiVersion\" is missing") == true)
    }
}
