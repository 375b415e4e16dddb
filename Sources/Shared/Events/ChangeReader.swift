import JSON

/// Reads changes one after the other, which nearly always are of the same sort of objects: that is read once.
package struct ChangeReader: Sendable {
    /// The last resource that was read, and the bytes that it was read from.
    private var last: (bytes: RawJSON, resource: ResourceReference)?

    package init() {}

    /// Reads a change.
    ///
    /// - Throws: `EventError` as `Change` does.
    package mutating func change(of event: Event) throws(EventError) -> Change {
        try Change(data: event.payload()) { bytes throws(EventError) in
            if let last, last.bytes == bytes { return last.resource }
            let resource = try ResourceReference(data: bytes)
            // The bytes are part of a line, which would stay as a whole.
            last = (RawJSON(unchecked: Array(bytes.bytes)[...]), resource)
            return resource
        }
    }
}
