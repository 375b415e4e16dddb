import GoTemplate

extension GoTime {
    /// Reads a text in a layout; where it names no zone, it is of the zone given.
    ///
    /// - Throws: Go's error text.
    static func parse(_ text: [UInt8], layout: [UInt8], in zone: TimeZone) throws(FunctionError) -> GoTime {
        var reader = TimeReader(text: text, layout: layout)
        try reader.read()
        return try reader.moment(in: zone)
    }
}
