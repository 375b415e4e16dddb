import GoTemplate

extension Sprig {
    /// A `time.Time` that a text stands for in a layout of Go's; nil for a text that is not in it.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - layout: The layout, such as `2006-01-02`.
    ///   - zone: The name of the time's zone, which is at UTC, where the layout names none; nil: UTC itself.
    package static func time(_ text: String, layout: String, zone: String? = nil) -> Value? {
        let zone = zone.map { TimeZone(fixed: $0, offset: 0) } ?? .local
        do throws(FunctionError) {
            return .time(try GoTime.parse(Array(text.utf8), layout: Array(layout.utf8), in: zone))
        } catch {
            return nil
        }
    }

    /// A `time.Time` in a layout of Go's, and the name of its zone; nil for another value.
    package static func formatted(_ value: Value, layout: (_ zone: String) -> String) -> String? {
        guard let time = value.time else { return nil }
        return String(decoding: time.formatted(Array(layout(time.zone.name).utf8)), as: UTF8.self)
    }
}
