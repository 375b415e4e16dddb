import JSON

/// Values with the name of what gave them, for errors: `the custom resource`.
package struct ValueLayer: Sendable {
    package let name: String
    package let values: JSONObject

    package init(name: String, values: JSONObject) {
        self.name = name
        self.values = values
    }

    /// Whether there is a value at a path.
    func has(_ path: some Sequence<String>) -> Bool {
        var value = JSONValue.object(values)
        for key in path {
            guard let next = value[key] else { return false }
            value = next
        }
        return true
    }
}
