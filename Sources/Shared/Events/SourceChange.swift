import JSON

/// The data of a `source` event: something happened to an extra resource that templates may read.
package struct SourceChange: EventPayload {
    package static let eventType = EventType.source

    /// The source's name in the configuration, by which templates find it.
    package let name: String
    package let change: Change

    package init(name: String, change: Change) {
        self.name = name
        self.change = change
    }

    package init(data: RawJSON) throws(EventError) {
        name = try PayloadFields(data).string("name")
        change = try Change(data: data)
    }

    package func write(to text: inout JSONObjectText) {
        text.append("name", name)
        text.append("change", change.kind.rawValue)
        text.append("resource", change.resource)
        text.append("object", change.object)
    }
}
