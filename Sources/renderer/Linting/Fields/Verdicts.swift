/// What is found at the places of templates, to which a run may come with several things: a template that is called with one that
/// has a field and one that has not, asks for it on purpose.
struct Verdicts {
    private var suspects: [String: Set<Finding>] = [:]
    private var good: Set<String> = []

    /// Takes down what is wrong at a place with one of the things.
    mutating func add(_ finding: Finding, at place: String) { suspects[place, default: []].insert(finding) }

    /// Takes down that nothing is wrong at a place with one of the things, or may not be.
    mutating func accept(at place: String) { good.insert(place) }

    /// What is wrong with all the things that a run may come with.
    var findings: [Finding] { suspects.filter { !good.contains($0.key) }.flatMap(\.value) }
}
