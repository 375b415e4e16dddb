import JSON

/// One check of a value: what of it is looked at now, and how much work is left.
struct SchemaCheck {
    /// A schema that is being applied.
    private struct Application {
        let node: Int
        /// How deep in the value.
        let level: Int
    }

    /// How deep schemas and values may nest.
    static let maximumDepth = 600

    /// How many failures are told in full.
    static let maximumFailures = 200

    let schema: Schema
    private var steps: Int
    /// What ended the check early.
    private var abort: String?
    private var applications: [Application] = []
    private var path: [PathStep] = []
    private var failureCount = 0
    /// Whether nobody wants to know why something fails.
    private var isQuiet = false

    enum PathStep {
        case key(String)
        case index(Int)
    }

    init(_ schema: Schema, steps: Int) {
        self.schema = schema
        self.steps = steps
    }

    mutating func failures(of value: JSONValue) -> [SchemaFailure] {
        var marks: EvaluationMarks?
        let failure = apply(0, to: value, &marks)
        if let abort { return [SchemaFailure(abort)] }
        guard let failure else { return [] }
        return failure.reason == Self.group ? failure.causes : [failure]
    }

    // What the parts of the check use.

    /// What is said of several failures at one place.
    private static let group = "validation failed"

    func failure(_ reason: @autoclosure () -> String, _ causes: [SchemaFailure] = []) -> SchemaFailure {
        guard !isQuiet else { return SchemaFailure("") }
        let path = path.map { step in
            switch step {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
        return SchemaFailure(reason(), path: path, causes: causes)
    }

    /// Adds a failure, unless there are many already.
    mutating func add(_ failure: SchemaFailure?, to failures: inout [SchemaFailure]) {
        guard let failure else { return }
        if !isQuiet { failureCount += 1 }
        if failures.isEmpty || failureCount <= Self.maximumFailures { failures.append(failure) }
    }

    /// Whether the rest need not be looked at, as one failure is enough.
    func isDecided(_ failures: [SchemaFailure]) -> Bool { abort != nil || (isQuiet && !failures.isEmpty) }

    /// Counts work that takes no schema; whether there is any left.
    mutating func work(_ count: Int) -> Bool {
        steps -= min(count, steps + 1)
        if steps < 0 { abort = "checking the values takes too many steps" }
        return abort == nil
    }

    /// Applies another schema to a part of the value.
    mutating func apply(_ node: Int, to value: JSONValue, at step: PathStep) -> SchemaFailure? {
        path.append(step)
        defer { path.removeLast() }
        var marks: EvaluationMarks?
        return apply(node, to: value, &marks)
    }

    /// Whether a schema allows the value, whatever the reason.
    mutating func allows(_ node: Int, _ value: JSONValue, _ marks: inout EvaluationMarks?) -> Bool {
        let wasQuiet = isQuiet
        isQuiet = true
        defer { isQuiet = wasQuiet }
        return apply(node, to: value, &marks) == nil
    }

    /// Applies a schema to the value at hand.
    ///
    /// - Parameter marks: Receives what the schema looks at, if somebody wants to know and it allows the value.
    mutating func apply(_ number: Int, to value: JSONValue, _ marks: inout EvaluationMarks?) -> SchemaFailure? {
        let node = schema.nodes[number]
        if let truth = node.rules.truth { return truth ? nil : failure("false schema") }
        guard work(1), applications.count < Self.maximumDepth else {
            abort = abort ?? "schemas and values nest deeper than \(Self.maximumDepth) levels"
            return failure("")
        }
        let level = path.count
        for application in applications.reversed() {
            guard application.level == level else { break }
            if application.node == number { return failure("\(Quoted.text("#" + node.location)) refers to itself") }
        }
        applications.append(Application(node: number, level: level))
        defer { applications.removeLast() }

        if let failure = checkScalars(node.rules, value) { return failure }
        var own = marks != nil || node.rules.needsMarks ? EvaluationMarks(count: value.count) : nil
        let failures = checkParts(node.rules, value, &own)
        if failures.isEmpty {
            if let own { marks?.merge(own) }
            return nil
        }
        return failures.count == 1 ? failures[0] : failure(Self.group, failures)
    }

    /// Where a dynamic reference leads to: to the outermost resource on the way that has its anchor.
    func target(of reference: SchemaRules.DynamicReference) -> Int {
        guard let anchor = reference.anchor else { return reference.target }
        for application in applications {
            let resource = schema.nodes[application.node].rules.resource
            if let target = schema.resources[resource].dynamicAnchors[anchor] { return target }
        }
        return reference.target
    }

    /// Where `$recursiveRef` leads to: to the outermost resource on the way that is recursive, if its target is.
    func recursiveTarget(of target: Int) -> Int {
        let rules = schema.nodes[target].rules
        guard schema.resources[rules.resource].isRecursive, schema.resources[rules.resource].root == target else { return target }
        for application in applications {
            let resource = schema.resources[schema.nodes[application.node].rules.resource]
            if resource.isRecursive { return resource.root }
        }
        return target
    }
}

extension JSONValue {
    /// The number of elements or members.
    fileprivate var count: Int {
        switch self {
        case .array(let elements): elements.count
        case .object(let object): object.count
        default: 0
        }
    }
}
