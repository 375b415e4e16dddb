/// A pattern of file names as `.Files.Glob` reads it: `*` and `?` match anything but a slash, `**` anything, `[a-z]` and
/// `[!abc]` one character, `{a,b}` one of several patterns, and `\` takes the next character as it stands.
struct GlobPattern: Sendable {
    /// A step of the matching; each goes on to the next one unless it says where else.
    private enum Step {
        case literal(Unicode.Scalar)
        case one
        case range(ClosedRange<Unicode.Scalar>, isNegated: Bool)
        case list([Unicode.Scalar], isNegated: Bool)
        case many(withSlashes: Bool)
        case branch([Int])
        case jump(Int)
        case end
    }

    private var steps: [Step] = []

    /// The pattern that matches every name; Helm takes it for one that is not well-formed.
    static let everything = GlobPattern(steps: [.many(withSlashes: true), .end])

    private init(steps: [Step]) { self.steps = steps }

    /// Nil for a pattern that is not well-formed.
    init?(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count <= 4096 else { return nil }
        var place = 0
        // The branches that are open: where each began, where its patterns begin, and which steps lead to its end.
        var open: [(branch: Int, starts: [Int], ends: [Int])] = []
        while place < scalars.count {
            let scalar = scalars[place]
            place += 1
            switch scalar {
            case "*":
                let isDouble = place < scalars.count && scalars[place] == "*"
                if isDouble { place += 1 }
                steps.append(.many(withSlashes: isDouble))
            case "?": steps.append(.one)
            case "[":
                guard let step = Self.set(in: scalars, &place) else { return nil }
                steps.append(step)
            case "{":
                open.append((steps.count, [steps.count + 1], []))
                steps.append(.branch([]))
            case "," where !open.isEmpty:
                open[open.count - 1].ends.append(steps.count)
                steps.append(.jump(0))
                open[open.count - 1].starts.append(steps.count)
            case "}" where !open.isEmpty: close(open.removeLast())
            case "\\":
                guard place < scalars.count else { break }
                steps.append(.literal(scalars[place]))
                place += 1
            default: steps.append(.literal(scalar))
            }
        }
        while let last = open.popLast() { close(last) }
        steps.append(.end)
    }

    private mutating func close(_ open: (branch: Int, starts: [Int], ends: [Int])) {
        steps[open.branch] = .branch(open.starts)
        for end in open.ends { steps[end] = .jump(steps.count) }
    }

    private static func set(in scalars: [Unicode.Scalar], _ place: inout Int) -> Step? {
        var isNegated = false
        if place < scalars.count, scalars[place] == "!" {
            isNegated = true
            place += 1
        }
        if place + 3 < scalars.count, scalars[place + 1] == "-" {
            let (low, high) = (scalars[place], scalars[place + 2])
            guard low <= high, scalars[place + 3] == "]" else { return nil }
            place += 4
            return .range(low...high, isNegated: isNegated)
        }
        var listed: [Unicode.Scalar] = []
        while place < scalars.count, scalars[place] != "]" {
            if scalars[place] == "\\" { place += 1 }
            guard place < scalars.count else { return nil }
            listed.append(scalars[place])
            place += 1
        }
        guard place < scalars.count, !listed.isEmpty else { return nil }
        place += 1
        return .list(listed, isNegated: isNegated)
    }

    /// Whether the pattern matches the whole of a name.
    func matches(_ name: String) -> Bool {
        var current: Set<Int> = []
        enter(0, &current)
        for scalar in name.unicodeScalars {
            var next: Set<Int> = []
            for step in current {
                switch steps[step] {
                case .literal(let literal): if literal == scalar { enter(step + 1, &next) }
                case .one: if scalar != "/" { enter(step + 1, &next) }
                case .range(let range, let isNegated): if range.contains(scalar) != isNegated { enter(step + 1, &next) }
                case .list(let listed, let isNegated): if listed.contains(scalar) != isNegated { enter(step + 1, &next) }
                case .many(let withSlashes): if withSlashes || scalar != "/" { enter(step, &next) }
                case .branch, .jump, .end: break
                }
            }
            if next.isEmpty { return false }
            current = next
        }
        return current.contains(steps.count - 1)
    }

    /// Adds a step, and those that are reached from it without a character.
    private func enter(_ step: Int, _ reached: inout Set<Int>) {
        var waiting = [step]
        while let step = waiting.popLast() {
            guard reached.insert(step).inserted else { continue }
            switch steps[step] {
            case .many: waiting.append(step + 1)
            case .branch(let starts): waiting.append(contentsOf: starts)
            case .jump(let target): waiting.append(target)
            default: break
            }
        }
    }
}
