extension Executor {
    /// Writes the value of an action.
    @inline(__always)
    mutating func write(_ value: Value, at site: Int32) throws(TemplateError) {
        self.site = site
        origins?.add(output.count, from: program.source, at: program.sites[Int(site)].offset, isText: false)
        if case .function(let function) = value {
            throw failure("can't print \(program.context(of: site)) of type \(function.type)")
        }
        Printer.append(value, to: &output)
        try checkOutput()
    }

    /// A value as `%v` prints it, or what it points to, for error texts.
    static func text(of value: Value) -> String {
        var printer = Printer()
        printer.followsPointers = true
        printer.printArgument(value, verb: .v)
        return String(decoding: printer.output, as: UTF8.self)
    }
}
