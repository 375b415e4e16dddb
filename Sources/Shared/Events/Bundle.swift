import JSON

/// The data of a `bundle` event: the objects that were rendered for an owner.
package struct Bundle: EventPayload {
    /// One object to have.
    package struct Object: Sendable, Hashable {
        /// Its name within the bundle, such as `ConfigMap/settings`; the rollout and the results call it so.
        package let name: String
        /// The manifest: a Kubernetes object in JSON.
        package let manifest: RawJSON

        package init(name: String, manifest: RawJSON) {
            self.name = name
            self.manifest = manifest
        }
    }

    package static let eventType = EventType.bundle

    package let owner: Owner
    /// `sha256:<hex>` of what is to be: two bundles with the same one ask for the same.
    package let digest: String
    /// What rendered it: `goTemplate`.
    package let engine: String
    /// What led to it.
    package let change: Change.Kind
    /// The objects in the order of their rendering; each name once.
    package let objects: [Object]
    /// In which order and under which conditions to apply them.
    package let rollout: RawJSON?
    /// What the engine says to people, such as a chart's NOTES.txt; empty if nothing.
    package let message: String

    package init(
        owner: Owner, digest: String, engine: String, change: Change.Kind, objects: [Object], rollout: RawJSON? = nil,
        message: String = ""
    ) {
        self.owner = owner
        self.digest = digest
        self.engine = engine
        self.change = change
        self.objects = objects
        self.rollout = rollout
        self.message = message
    }

    package init(data: RawJSON) throws(EventError) {
        let fields = try PayloadFields(data)
        owner = try fields.part("owner") { data throws(EventError) in try Owner(data: data) }
        digest = try fields.string("digest")
        engine = try fields.optionalString("engine") ?? ""
        change = try fields.value("change") == nil ? .updated : fields.word("change")
        objects = try Bundle.objects(try fields.object("objects"))
        rollout = fields.value("rollout")
        message = try fields.optionalString("message") ?? ""
    }

    package var capacity: Int {
        objects.reduce(512 + message.utf8.count) { $0 + $1.name.utf8.count + $1.manifest.bytes.count + 8 }
    }

    package func write(to text: inout JSONObjectText) {
        text.append("owner", owner)
        text.append("digest", digest)
        text.append("engine", engine)
        text.append("change", change.rawValue)
        text.appendObject("objects") { text in
            for object in objects { text.append(named: object.name, object.manifest) }
        }
        text.append("rollout", rollout)
        if !message.isEmpty { text.append("message", message) }
    }

    private static func objects(_ named: RawJSON) throws(EventError) -> [Object] {
        let members: [(key: String, value: RawJSON)]
        do throws(JSONError) { members = try named.members() } catch { throw .notJSON(error) }
        var objects: [Object] = []
        var names: Set<String> = []
        for (name, manifest) in members {
            guard manifest.isObject else { throw .wrongField("objects.\(name)", expected: "an object") }
            guard names.insert(name).inserted else { throw .wrongField("objects.\(name)", expected: "there only once") }
            objects.append(Object(name: name, manifest: manifest))
        }
        return objects
    }
}
