import JSON

/// The data of a `change` event: something happened to a watched object.
package struct Change: EventPayload {
    /// What happened.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// It is new, or has gained the filter's annotation, or is told for the first time in this run.
        case added
        /// Its content has changed.
        case updated
        /// It is gone, or has lost the filter's annotation.
        case deleted
        /// Nothing happened: it is told again after the resync interval.
        case resynced
    }

    package static let eventType = EventType.change

    package let kind: Kind
    package let resource: ResourceReference
    /// The object as the API server gave it; of a deleted one perhaps only apiVersion, kind, name, namespace and uid.
    package let object: RawJSON
    /// With ``Kind/deleted``: the object lives on, but no longer passes the filter.
    package let filtered: Bool
    /// Which release of a chart it leads to, from 1 on; nil where nobody has counted.
    package let revision: Int64?

    package init(kind: Kind, resource: ResourceReference, object: RawJSON, filtered: Bool = false, revision: Int64? = nil) {
        self.kind = kind
        self.revision = revision
        self.filtered = filtered
        self.resource = resource
        self.object = object
    }

    package init(data: RawJSON) throws(EventError) {
        try self.init(data: data) { data throws(EventError) in try ResourceReference(data: data) }
    }

    /// Reads a change, and the sort of its object with a closure.
    init(data: RawJSON, resource read: (RawJSON) throws(EventError) -> ResourceReference) throws(EventError) {
        let fields = try PayloadFields(data)
        kind = try fields.word("change")
        resource = try fields.part("resource", read)
        object = try fields.object("object")
        filtered = try fields.bool("filtered")
        revision = try fields.optionalInteger("revision")
        if let revision, revision < 1 { throw .wrongField("revision", expected: "at least 1") }
    }

    package var capacity: Int { 256 + object.bytes.count }

    package func write(to text: inout JSONObjectText) {
        text.append("change", kind.rawValue)
        text.append("resource", resource)
        if filtered { text.append("filtered", true) }
        text.append("revision", revision)
        text.append("object", object)
    }

    /// The owner that the object is.
    package func owner() throws(EventError) -> Owner {
        try Owner(resource: resource, object: object)
    }
}
