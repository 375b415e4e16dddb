/// A map that templates make, as far as it is known.
struct MadeMap: Sendable {
    /// Where it is made, which is what it is known by to who changes it.
    let place: String
    /// What its keys have.
    let entries: [String: Shape]
    /// What has the keys that are not among them: a map that was merged into it; nil if there are none.
    let rest: Shape?

    /// What tells it from others.
    var key: String {
        let entries = entries.sorted { $0.key < $1.key }.map { "\($0.key.utf8.count):\($0.key)=\($0.value.key)" }
        return "{\(place) \(entries.joined(separator: ","))|\(rest?.key ?? "")}"
    }
}
