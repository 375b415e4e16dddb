import JSON

/// What stands as a JSON object in an event's data.
package protocol ObjectWritable {
    /// Appends the object's members.
    func write(to text: inout JSONObjectText)

    /// About how many bytes the object has, so that they are written without making room again and again.
    var capacity: Int { get }
}

extension ObjectWritable {
    package var capacity: Int { 0 }

    /// The object as JSON.
    package func encoded() -> RawJSON {
        var text = JSONObjectText(capacity: capacity)
        write(to: &text)
        return RawJSON(unchecked: text.finish()[...])
    }
}
