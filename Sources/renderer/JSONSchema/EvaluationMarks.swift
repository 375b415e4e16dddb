/// Which elements or members of a value schemas have looked at.
struct EvaluationMarks {
    private(set) var isMarked: [Bool]

    init(count: Int) { isMarked = Array(repeating: false, count: count) }

    mutating func mark(_ place: Int) { if isMarked.indices.contains(place) { isMarked[place] = true } }

    mutating func markAll() { for place in isMarked.indices { isMarked[place] = true } }

    /// Marks what another schema has looked at, too.
    mutating func merge(_ other: EvaluationMarks) {
        for place in isMarked.indices where other.isMarked.indices.contains(place) && other.isMarked[place] {
            isMarked[place] = true
        }
    }
}
