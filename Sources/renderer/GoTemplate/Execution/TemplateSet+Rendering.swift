public import JSON

extension TemplateSet {
    /// Renders a template on a JSON value, whose integers are `int64`.
    ///
    /// - Parameters:
    ///   - name: The template's name.
    ///   - data: What dot is at the start.
    ///   - options: Limits and the like.
    /// - Returns: What the template wrote.
    /// - Throws: What went wrong and where. What was written until then is lost.
    public func render(
        _ name: String, data: JSONValue, options: ExecutionOptions = ExecutionOptions()
    ) throws(TemplateError) -> [UInt8] {
        try render(name, data: Value(data), options: options)
    }

    /// Renders a template on a value.
    public func render(
        _ name: String, data: Value, options: ExecutionOptions = ExecutionOptions()
    ) throws(TemplateError) -> [UInt8] {
        var executor = try Executor(
            set: self, entry: name, data: data, execution: Execution(self, options: options))
        try executor.run()
        return executor.finish()
    }

    /// Renders a template on a value into a buffer, whose memory can serve many times.
    ///
    /// - Parameters:
    ///   - name: The template's name.
    ///   - data: What dot is at the start.
    ///   - options: Limits and the like.
    ///   - output: What is appended to; after an error also what was written before it.
    /// - Throws: What went wrong and where.
    public func render(
        _ name: String, data: Value, options: ExecutionOptions = ExecutionOptions(), into output: inout [UInt8]
    ) throws(TemplateError) {
        var executor = try Executor(
            set: self, entry: name, data: data, execution: Execution(self, options: options))
        swap(&executor.output, &output)
        defer { swap(&executor.output, &output) }
        try executor.run()
    }

    /// Renders one of several templates that share their limits.
    ///
    /// - Parameters:
    ///   - name: The template's name.
    ///   - data: What dot is at the start.
    ///   - options: Limits and the like.
    ///   - remaining: What is left of the limits of the options; less afterwards by the steps that it took, the bytes that it
    ///     wrote and the memory that functions used. The time that is left the caller knows.
    /// - Returns: What the template wrote.
    /// - Throws: What went wrong and where.
    public func render(
        _ name: String, data: Value, options: ExecutionOptions, remaining: inout ExecutionLimits
    ) throws(TemplateError) -> [UInt8] {
        let execution = Execution(self, options: options, remaining: remaining)
        var executor = try Executor(set: self, entry: name, data: data, execution: execution)
        try executor.run()
        let output = executor.finish()
        remaining.steps = execution.remainingSteps
        remaining.memoryBytes = execution.remainingMemory
        remaining.outputBytes -= output.count
        return output
    }

    /// Renders a template and notes which of its lines wrote what.
    ///
    /// - Parameters:
    ///   - name: The template's name.
    ///   - data: What dot is at the start.
    ///   - options: Limits and the like.
    ///   - origins: Receives where each part of the output comes from.
    /// - Returns: What the template wrote.
    /// - Throws: What went wrong and where.
    public func render(
        _ name: String, data: Value, options: ExecutionOptions = ExecutionOptions(), origins: inout OutputOrigins
    ) throws(TemplateError) -> [UInt8] {
        var executor = try Executor(
            set: self, entry: name, data: data, execution: Execution(self, options: options))
        executor.origins = OutputOrigins()
        try executor.run()
        origins = executor.origins ?? OutputOrigins()
        return executor.finish()
    }
}
