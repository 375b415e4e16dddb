import JSON
import Sprig
import TestSupport
import Testing
import Unix

@testable import Rendering

struct RenderStabilityTests {
    private static let seed = RandomSeed(Array(repeating: 1, count: 32))
    private static let eventTime = Timestamp(parsing: "2026-03-04T05:06:07.5Z")

    private func resource(
        uid: String? = "u1", rotate: String? = nil, created: String? = "2026-01-02T03:04:05Z", name: String = "a"
    ) -> RawJSON {
        var metadata: JSONValue = ["name": .string(name)]
        if let uid { metadata["uid"] = .string(uid) }
        if let created { metadata["creationTimestamp"] = .string(created) }
        if let rotate { metadata["annotations"] = ["fairlead.dev/rotate": .string(rotate)] }
        return RawJSON(["apiVersion": "example.com/v1", "kind": "Thing", "metadata": metadata] as JSONValue)
    }

    /// What an action comes to.
    private func value(
        _ action: String, _ resource: RawJSON, _ stability: RenderStability = RenderStability(seed: seed),
        at time: Timestamp? = eventTime, permissions: SprigPermissions = []
    ) throws -> String? {
        let directory = try TemporaryDirectory()
        try directory.write(
            "a.tmpl", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: '\(action)'}\n")
        let renderer = try GoTemplateRenderer(directory: directory.path, stability: stability, permissions: permissions)
        return try renderer.render(resource, at: time).first?.object.value()["data"]?["x"]?.stringValue
    }

    @Test func valuesBelongToTheOwnerAndItsRotation() throws {
        let action = "{{ randAlphaNum 12 }}"
        let value = try value(action, resource())
        #expect(value?.count == 12)
        #expect(try self.value(action, resource(name: "b")) == value, "the uid decides")
        #expect(try self.value(action, resource(), at: nil) == value)
        var others = [value]
        others.append(try self.value(action, resource(uid: "u2")))
        others.append(try self.value(action, resource(rotate: "1")))
        others.append(try self.value(action, resource(rotate: "2")))
        others.append(try self.value(action, resource(uid: nil)))
        others.append(try self.value(action, resource(uid: nil, name: "b")))
        others.append(try self.value(action, resource(), RenderStability(seed: .insecure)))
        #expect(Set(others).count == others.count)
    }

    @Test func withoutASeedATemplateThatDrawsFailsAndOthersDoNot() throws {
        let error = #expect(throws: RenderError.self) { _ = try value("{{ uuidv4 }}", resource(), RenderStability()) }
        #expect(
            error?.description
                == "a.tmpl:4:15: error calling uuidv4: random values need a seed: give --seed-file FILE, or --insecure-seed where secrecy is no matter"
        )
        #expect(try value("{{ .metadata.name }}", resource(), RenderStability()) == "a")
    }

    @Test(
        arguments: [
            (nil, "2026-01-02T03:04:05Z", RenderStability.Time.creation, "2026-01-02T03:04:05Z"),
            ("2026-02-03T04:05:06Z", "2026-01-02T03:04:05Z", .creation, "2026-02-03T04:05:06Z"),
            ("2025-02-03T04:05:06Z", "2026-01-02T03:04:05Z", .creation, "2026-01-02T03:04:05Z"),
            ("1", "2026-01-02T03:04:05Z", .creation, "2026-01-02T03:04:05Z"),
            (nil, nil, .creation, "2026-03-04T05:06:07.5Z"),
            (nil, "2026-01-02T03:04:05Z", .event(cutToSeconds: 0), "2026-03-04T05:06:07.5Z"),
            (nil, "2026-01-02T03:04:05Z", .event(cutToSeconds: 86_400), "2026-03-04T00:00:00Z"),
        ] as [(String?, String?, RenderStability.Time, String)])
    func nowIsWhatWasConfigured(rotate: String?, created: String?, time: RenderStability.Time, expected: String) throws {
        let layout = "2006-01-02T15:04:05.999999999Z07:00"
        let stability = RenderStability(time: time)
        #expect(try value("{{ now | date \"\(layout)\" }}", resource(rotate: rotate, created: created), stability) == expected)
    }

    @Test func whereNoTimeIsKnownThereIsNoNow() throws {
        let error = #expect(throws: RenderError.self) { _ = try value("{{ now }}", resource(created: nil), at: nil) }
        #expect(error?.message == "error calling now: the time of this rendering is not known")
    }

    @Test func theMachineIsOnlyAskedWhereThatIsAllowed() throws {
        let error = #expect(throws: RenderError.self) { _ = try value(#"{{ env "PATH" }}"#, resource()) }
        #expect(error?.message == #"function "env" not defined"#)
        #expect(try value(#"{{ env "PATH" }}"#, resource(), permissions: .environment)?.contains("/bin") == true)
        #expect(try value(#"{{ getHostByName "localhost" }}"#, resource()) == "")
        #expect(try value(#"{{ getHostByName "127.0.0.1" }}"#, resource(), permissions: .network) == "127.0.0.1")
    }
}
