import JSON

/// One document of a YAML text, as the JSON value that Kubernetes sees in it.
package struct YAMLDocument: Sendable {
    /// The document's value.
    package let value: JSONValue
    /// The line on which the value begins, from 1.
    package let line: Int
    /// Where everything stands, if that was asked for.
    private let locations: YAMLLocations?

    init(value: JSONValue, line: Int, locations: YAMLLocations?) {
        self.value = value
        self.line = line
        self.locations = locations
    }

    /// Where the value that a pointer leads to begins, if the document was read with locations and has such a value.
    package func location(of pointer: JSONPointer) -> YAMLMark? {
        guard var place = locations else { return nil }
        for token in pointer.tokens {
            guard let child = place.child(token) else { return nil }
            place = child.value
        }
        return place.mark
    }

    /// Where the key of the member that a pointer leads to begins, or for an element the element itself.
    package func keyLocation(of pointer: JSONPointer) -> YAMLMark? {
        guard var place = locations else { return nil }
        var mark = place.mark
        for token in pointer.tokens {
            guard let child = place.child(token) else { return nil }
            place = child.value
            mark = child.key ?? place.mark
        }
        return mark
    }
}
