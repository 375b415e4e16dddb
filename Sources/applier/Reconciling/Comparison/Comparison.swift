import JSON

/// One comparison of a desired object with a living one.
struct Comparison {
    let owned: Ownership

    /// Where in the object a comparison is.
    struct Place {
        static let root = Place(path: "", quantities: false)
        let path: String
        /// Whether the strings here are amounts, as below `resources.limits`.
        let quantities: Bool

        private static let amounts: Set<String> = [
            "limits", "requests", "capacity", "hard", "sizeLimit", "divisor", "averageValue", "max", "min", "default",
            "defaultRequest", "maxLimitRequestRatio", "overhead",
        ]

        func member(_ key: String) -> Place {
            Place(path: "\(path).\(key)", quantities: quantities || Place.amounts.contains(key))
        }

        func element(_ index: Int) -> Place { Place(path: "\(path)[\(index)]", quantities: quantities) }
    }

    /// The first place where a desired field does not hold.
    func drift(_ desired: JSONValue, _ live: JSONValue, at place: Place) -> String? {
        guard case .object(let fields) = desired, case .object = live else { return place.path }
        for (key, value) in fields {
            // The status is the controllers' own; kind and version name what was read.
            if key == "status" || key == "apiVersion" || key == "kind" { continue }
            if let path = drift(value, live[key], owned.member(key), at: place.member(key)) { return path }
        }
        return nil
    }

    private func drift(_ desired: JSONValue, _ live: JSONValue?, _ owned: Ownership, at place: Place) -> String? {
        switch desired {
        case .null:
            return nil
        case .object(let fields):
            return drift(fields, live, owned, at: place)
        case .array(let elements):
            return drift(elements, live, owned, at: place)
        case .bool, .integer, .number, .string:
            guard let live else { return owned.isOwned ? nil : place.path }
            if Self.same(desired, live, quantities: place.quantities) { return nil }
            return owned.isOwned && Self.mayBeNormalized(desired, live) ? nil : place.path
        }
    }

    private func drift(_ desired: JSONObject, _ live: JSONValue?, _ owned: Ownership, at place: Place) -> String? {
        if case .object? = live {
            for (key, value) in desired {
                if let path = drift(value, live?[key], owned.member(key), at: place.member(key)) { return path }
            }
            return nil
        }
        // An empty map and none are the same; of others each field has to be looked for.
        if owned.isOwnedLeaf { return nil }
        for (key, value) in desired {
            if let path = drift(value, nil, owned.member(key), at: place.member(key)) { return path }
        }
        return nil
    }

    private func drift(_ desired: [JSONValue], _ live: JSONValue?, _ owned: Ownership, at place: Place) -> String? {
        var elements: [JSONValue] = []
        switch live {
        case .array(let found)?: elements = found
        case .null?, nil: break
        default: return owned.isOwnedLeaf ? nil : place.path
        }
        if desired.isEmpty && elements.isEmpty { return nil }
        if desired.count == elements.count {
            let held = zip(desired, elements).enumerated().allSatisfy { index, pair in
                drift(pair.0, pair.1, owned.element(pair.0), at: place.element(index)) == nil
            }
            if held { return nil }
        }
        // The list was applied as a whole and nobody has written it since.
        if owned.isOwnedLeaf { return nil }
        return driftByKey(desired, elements, owned, at: place)
    }

    /// Compares lists whose elements have an identity; the living list may hold others' elements as well.
    private func driftByKey(_ desired: [JSONValue], _ live: [JSONValue], _ owned: Ownership, at place: Place) -> String? {
        // Of a list of which we own nothing any more, somebody else wrote the whole.
        if case .none = owned, desired.count != live.count { return place.path }
        for (index, element) in desired.enumerated() {
            let place = place.element(index)
            guard case .object = element else {
                // A set, as finalizers are. Where nothing is known of ownership, a longer list of scalars counts as drift.
                if case .unknown = owned, desired.count != live.count { return place.path }
                if live.contains(where: { Self.same(element, $0, quantities: place.quantities) }) { continue }
                if owned.ownsSetElement(element) { continue }
                return place.path
            }
            guard let found = MergeKey.find(element, among: desired, in: live) else {
                guard owned.element(element).isOwned else { return place.path }
                continue
            }
            if let path = drift(element, found, owned.element(element), at: place) { return path }
        }
        return nil
    }

    /// Whether the API server may have written the desired value as the living one.
    ///
    /// Numbers and booleans stay what they are. The scale subresource changes replicas without a trace in the managed fields of
    /// API servers before 1.22, so that ownership alone does not tell.
    private static func mayBeNormalized(_ desired: JSONValue, _ live: JSONValue) -> Bool {
        switch (desired, live) {
        case (.bool, .bool), (.integer, .integer), (.number, .number), (.integer, .number), (.number, .integer): false
        default: true
        }
    }

    /// Whether two scalars are the same to the API server.
    static func same(_ desired: JSONValue, _ live: JSONValue, quantities: Bool) -> Bool {
        if desired == live { return true }
        switch (desired, live) {
        case (.integer, .number), (.number, .integer), (.number, .number):
            if let left = desired.doubleValue, let right = live.doubleValue { return left == right }
            return false
        default:
            break
        }
        guard quantities, let left = amount(desired), let right = amount(live) else { return false }
        return left == right
    }

    private static func amount(_ value: JSONValue) -> Quantity? {
        switch value {
        case .string(let text): Quantity(parsing: text)
        case .integer(let number): Quantity(parsing: String(number))
        case .number(let number): Quantity(parsing: number.text)
        default: nil
        }
    }
}
