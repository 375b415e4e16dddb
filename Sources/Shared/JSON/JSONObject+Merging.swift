extension JSONObject {
    /// Lays the members of another object over this one's: objects are joined key by key, everything else is replaced, also by
    /// null.
    ///
    /// ```swift
    /// var values: JSONObject = ["image": ["tag": "1", "pull": "Always"]]
    /// values.merge(["image": ["tag": "2"]])      // {"image": {"tag": "2", "pull": "Always"}}
    /// ```
    public mutating func merge(_ other: JSONObject) {
        for (key, value) in other {
            if let upper = value.objectValue, case .object(var lower)? = self[key] {
                // Not held twice while it is changed.
                self[key] = .null
                lower.merge(upper)
                self[key] = .object(lower)
            } else {
                self[key] = value
            }
        }
    }
}
