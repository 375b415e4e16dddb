import JSON

/// A configuration file's value and where its parts stand.
struct ConfigurationDocument: Sendable {
    /// A place in the file, both from 1.
    struct Place: Sendable, Hashable {
        let line: Int
        let column: Int
    }

    /// The file, as it was named.
    let file: String
    let value: JSONValue
    /// Where a value begins.
    let place: @Sendable (JSONPointer) -> Place?
    /// Where the key of a member begins.
    let keyPlace: @Sendable (JSONPointer) -> Place?
}
