extension Executor {
    /// A loop: over what the pipeline answers.
    mutating func runRange(
        _ pipeline: Int32, _ body: Code.Run, _ elseBody: Code.Run, _ site: Int32
    ) throws(TemplateError) -> Flow {
        self.site = site
        let outer = variables.count
        let value = try evaluate(pipeline)
        let loop = Loop(self, pipeline: pipeline, body: body)
        let saved = (dot, dotIsInterface)
        let rounds: Bool
        switch value.underlying {
        case .integer(let count, let type):
            try checkVariables(of: loop, value)
            rounds = try runInteger(loop, upTo: count) { .integer($0, type) }
        case .unsigned(let count, let type):
            try checkVariables(of: loop, value)
            rounds = try runInteger(loop, upTo: Int64(clamping: count)) { .unsigned(UInt64($0), type) }
        case .list(let list): rounds = try runList(loop, list)
        case .map(let map): rounds = try runMap(loop, map)
        case .invalid, .null: rounds = false
        default: throw failure("range can't iterate over \(Self.text(of: value))")
        }
        (dot, dotIsInterface) = saved
        let flow = rounds ? .normal : try runElse(elseBody)
        truncateVariables(to: outer)
        return flow
    }

    /// What the rounds of a loop have in common.
    struct Loop {
        let body: Code.Run
        let variables: Code.Run
        let isAssignment: Bool

        /// The height of the stack of variables at the start of each round.
        let mark: Int

        init(_ executor: borrowing Executor, pipeline: Int32, body: Code.Run) {
            let pipeline = executor.program.pipelines[Int(pipeline)]
            self.body = body
            variables = pipeline.variables
            isAssignment = pipeline.isAssignment
            mark = executor.variables.count
        }
    }

    private mutating func runElse(_ list: Code.Run) throws(TemplateError) -> Flow {
        try runNested(list)
    }

    private func checkVariables(of loop: Loop, _ value: Value) throws(TemplateError) {
        if loop.variables.count > 1 {
            throw failure("can't use \(Self.text(of: value)) to iterate over more than one variable")
        }
    }

    private mutating func runInteger(
        _ loop: Loop, upTo count: Int64, _ value: (Int64) -> Value
    ) throws(TemplateError) -> Bool {
        guard count > 0 else { return false }
        var number: Int64 = 0
        while number < count {
            if try runRound(loop, index: .invalid, element: value(number), isInterface: false) == .breakLoop { break }
            number += 1
        }
        return true
    }

    private mutating func runList(_ loop: Loop, _ list: GoList) throws(TemplateError) -> Bool {
        let elements = list.elements
        guard !elements.isEmpty else { return false }
        let isInterface = list.holdsInterfaces
        for index in elements.indices {
            let flow = try runRound(loop, index: .int(index), element: elements[index], isInterface: isInterface)
            if flow == .breakLoop { break }
        }
        return true
    }

    private mutating func runMap(_ loop: Loop, _ map: GoMap) throws(TemplateError) -> Bool {
        let entries = map.sortedEntries
        guard !entries.isEmpty else { return false }
        let isInterface = map.holdsInterfaces
        for (key, value) in entries {
            if try runRound(loop, index: key, element: value, isInterface: isInterface) == .breakLoop { break }
        }
        return true
    }

    private mutating func runRound(
        _ loop: Loop, index: Value, element: Value, isInterface: Bool
    ) throws(TemplateError) -> Flow {
        try countRound()
        if loop.variables.count > 0 { try setVariables(of: loop, index, element, isInterface) }
        dot = element
        dotIsInterface = isInterface
        let flow = try runNested(loop.body)
        truncateVariables(to: loop.mark)
        return flow
    }

    /// Gives the variables of a loop their values: the element, or with two the index and the element.
    private mutating func setVariables(
        of loop: Loop, _ index: Value, _ element: Value, _ isInterface: Bool
    ) throws(TemplateError) {
        let isPair = loop.variables.count > 1
        guard loop.isAssignment else {
            variables[loop.mark - 1].value = element
            variables[loop.mark - 1].isInterface = isInterface
            if isPair {
                variables[loop.mark - 2].value = index
                variables[loop.mark - 2].isInterface = false
            }
            return
        }
        let first = Int(loop.variables.start)
        try assign(isPair ? index : element, isInterface: !isPair && isInterface, to: program.variables[first])
        if isPair { try assign(element, isInterface: isInterface, to: program.variables[first + 1]) }
    }
}
