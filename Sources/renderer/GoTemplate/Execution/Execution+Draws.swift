extension Execution {
    /// Identifies the call of the function at hand, for functions whose answers differ from call to call and yet must be the
    /// same on each run. Each call of it counts as one more round.
    ///
    /// Nil outside of a template.
    public func nextDraw() -> Draw? {
        guard let caller else { return nil }
        var draw = caller.program.draw(at: caller.site)
        draw.round = draws[draw, default: 0]
        draws[Draw(template: draw.template, function: draw.function, ordinal: draw.ordinal, round: 0)] = draw.round + 1
        return draw
    }
}

extension Program {
    /// The call at a site, in its first round.
    fileprivate func draw(at site: Int32) -> Draw {
        let calls = calls
        guard let function = calls.first(where: { $0.site == site })?.callee else {
            return Draw(template: name, function: "", ordinal: Int(site), round: 0)
        }
        let ordinal = calls.count { $0.callee == function && $0.site < site }
        return Draw(template: name, function: callees[Int(function)].name, ordinal: ordinal, round: 0)
    }

    /// Where functions are called by their names: as commands, and as operands.
    private var calls: [(site: Int32, callee: Int32)] {
        var calls: [(site: Int32, callee: Int32)] = []
        for command in commands {
            if case .function(let callee, _) = command.head { calls.append((command.site, callee)) }
        }
        for operand in operands {
            if case .function(let callee, let site) = operand { calls.append((site, callee)) }
        }
        return calls
    }
}
