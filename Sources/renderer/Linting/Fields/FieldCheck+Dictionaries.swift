import GoTemplate

/// Maps that templates make, change, and ask for keys.
extension FieldCheck {
    /// A map as functions see it, for which the resource has no methods.
    private static func map(_ shape: Shape?) -> Shape? {
        if case .resource(let node)? = shape { .field(node) } else { shape }
    }

    /// `dict "root" $ "db" .spec.db`.
    mutating func dict(_ call: Call) -> Shape {
        var entries: [String: Shape] = [:]
        var rest: Shape?
        let arguments = call.arguments
        for place in stride(from: 0, to: arguments.count, by: 2) {
            let value = place + 1 < arguments.count ? arguments[place + 1] : .constant(kind: "string", text: "")
            if let key = arguments[place].text {
                entries[key] = value
            } else {
                // It may be any key, one that is there already among them.
                use(arguments[place])
                for known in entries.values { release(known) }
                release(value)
                entries = entries.mapValues { _ in .unknown }
                rest = .unknown
            }
        }
        return kept(.map(MadeMap(place: call.place, entries: entries, rest: rest)))
    }

    /// `get .spec.labels "app"`.
    mutating func get(_ call: Call) -> Shape {
        guard let map = Self.map(call.arguments.first), call.arguments.count == 2 else { return .unknown }
        guard let key = call.arguments[1].text else {
            release(map)
            return .unknown
        }
        guard case .found(let shape) = ask(key, of: map, call) else { return .unknown }
        return shape
    }

    /// `index .spec.labels "app"`, `index .spec.sites 0`.
    mutating func index(_ call: Call) -> Shape {
        guard var shape = Self.map(call.arguments.first) else { return .unknown }
        for (place, key) in call.arguments.dropFirst().enumerated() {
            note(shape)
            guard canIndex(shape, by: key, place: place, call) else { return .unknown }
            shape = element(of: shape, at: key, call)
        }
        return shape
    }

    private mutating func element(of shape: Shape, at key: Shape, _ call: Call) -> Shape {
        switch (shape, key) {
        case (.field(let node), _) where node.items != nil: return node.items.map(Shape.field) ?? .unknown
        case (.list(let shapes, true), .constant("int", let text?)):
            guard let place = Int(text), shapes.indices.contains(place) else { return .unknown }
            return shapes[place]
        case (.list(let shapes, _), _): return .either(shapes)
        case (_, .constant("string", let text?)): return member(text, of: shape, at: call.function.offset, call.tree)
        case (.field(let node), _) where node.additional != nil && node.properties.isEmpty:
            return node.additional.map(Shape.field) ?? .unknown
        default:
            use(key)
            release(shape)
            return .unknown
        }
    }

    /// A key that functions ask for which do well without it: said only where it can never be there.
    private mutating func ask(_ key: String, of map: Shape, _ call: Call) -> Lookup {
        let lookup = lookUp(key, of: map)
        switch lookup {
        case .found: judge(nil, key, at: call.function.offset, call.tree)
        // Whoever asks a whole dot for a key wants to know what kind of a dot it is.
        case .missing(let node?) where node.owner == .definition && !node.path.isEmpty:
            report(key, missingIn: node, at: call.function.offset, call.tree)
        case .missing: break
        }
        return lookup
    }

    /// `hasKey .spec "size"`.
    mutating func hasKey(_ call: Call) -> Shape {
        if let map = Self.map(call.arguments.first), call.arguments.count == 2 {
            if let key = call.arguments[1].text { _ = ask(key, of: map, call) } else { use(map) }
        }
        return .computed(kind: "bool")
    }

    /// `dig "owner" "team" "nobody" .spec`.
    mutating func dig(_ call: Call) -> Shape {
        let arguments = call.arguments
        let keys = arguments.dropLast(2).map(\.text)
        guard arguments.count >= 3, var shape = Self.map(arguments.last), !keys.contains(nil) else {
            for argument in arguments { release(argument) }
            return .unknown
        }
        let other = arguments[arguments.count - 2]
        for key in keys.compactMap({ $0 }) {
            guard case .found(let next) = ask(key, of: shape, call) else { return other }
            shape = next
        }
        return kept(.either([shape, other]))
    }

    /// `pluck "size" .spec.db .spec.cache`: it asks all, so that one is enough.
    mutating func pluck(_ call: Call) -> Shape {
        let maps = call.arguments.dropFirst().compactMap(Self.map)
        guard let key = call.arguments.first?.text, !maps.isEmpty else {
            for map in maps { release(map) }
            return .unknown
        }
        guard case .found(let shape) = ask(key, of: .either(maps), call) else { return .unknown }
        return kept(.list([shape], isWhole: false))
    }

    /// `pick .spec "size" "engine"`: a map of some of the keys.
    mutating func pick(_ call: Call) -> Shape {
        guard let map = Self.map(call.arguments.first) else { return .unknown }
        var entries: [String: Shape] = [:]
        for argument in call.arguments.dropFirst() {
            guard let key = argument.text else {
                release(map)
                return .fresh
            }
            if case .found(let shape) = lookUp(key, of: map) { entries[key] = shape }
        }
        return kept(.map(MadeMap(place: call.place, entries: entries, rest: nil)))
    }

    /// `set $map "key" .value`, `unset $map "key"`: the same map, in which nobody knows the key any more.
    mutating func set(_ call: Call) -> Shape {
        guard let map = Self.map(call.arguments.first) else { return .unknown }
        for value in call.arguments.dropFirst() { release(value) }
        changes.note(call.arguments.count > 1 ? call.arguments[1].text : nil, of: map)
        note(map)
        return map
    }

    /// `merge (dict "name" "db") $`: what the first has counts, or, if it overwrites, what the others have.
    mutating func merge(_ call: Call) -> Shape {
        guard let target = call.arguments.first else { return .unknown }
        let sources = call.arguments.dropFirst().compactMap(Self.map)
        guard call.isFirstMade, case .map(let map) = target, map.rest == nil, !sources.isEmpty else {
            for source in sources { release(source) }
            use(target)
            changes.note(nil, of: target)
            return target
        }
        let rest = Shape.either(sources)
        var entries = map.entries
        for (key, entry) in map.entries.sorted(by: { $0.key < $1.key }) {
            guard case .found(let other) = lookUp(key, of: rest) else { continue }
            // A map that both have is merged in place, and what counts as empty is written over.
            changes.note(nil, of: entry)
            release(entry)
            release(other)
            entries[key] = .unknown
        }
        return kept(.map(MadeMap(place: call.place, entries: entries, rest: rest)))
    }
}
