import JSON

extension Event {
    /// The longest line that is taken for an event, in bytes, without its newline.
    package static let maximumLineBytes = 16 << 20

    /// Reads an envelope.
    ///
    /// The whole line is checked to be JSON; no value is made of its data.
    ///
    /// White space around the object is left out; apart from that the event keeps the line's bytes and shares their storage.
    ///
    /// - Parameter line: One line without its newline.
    /// - Throws: `EventError` if the line is not a CloudEvents 1.0 envelope.
    package init(parsing line: ArraySlice<UInt8>) throws(EventError) {
        guard line.count <= Event.maximumLineBytes else {
            throw .tooLong(byteCount: line.count, limit: Event.maximumLineBytes)
        }
        let trimmed = Event.trim(line)
        let found: [RawJSON?]
        do throws(JSONError) {
            found = try RawJSON(unchecked: trimmed).find(Event.paths, validating: true)
        } catch {
            throw .notJSON(error)
        }
        guard trimmed.first == UInt8(ascii: "{") else { throw .notAnObject }
        var places = Places()
        for attribute in EventAttribute.allCases {
            guard let value = found[attribute.rawValue], !value.isNull else { continue }
            places[attribute] = (value.bytes.startIndex - trimmed.startIndex)..<(value.bytes.endIndex - trimmed.startIndex)
        }
        try Event.check(found)
        let type = try Event.type(of: found[EventAttribute.type.rawValue])
        self.init(line: trimmed, places: places, type: type)
    }

    private static let paths = JSONPaths(EventAttribute.allCases.map { [$0.name] })

    /// The line without white space at its ends: the carriage return of a file from elsewhere, for example.
    private static func trim(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, [0x20, 0x09, 0x0D, 0x0A].contains(last) { line.removeLast() }
        while let first = line.first, [0x20, 0x09, 0x0D, 0x0A].contains(first) { line.removeFirst() }
        return line
    }

    /// Checks the attributes as section 3 of CloudEvents 1.0 asks.
    private static func check(_ found: [RawJSON?]) throws(EventError) {
        for attribute in EventAttribute.allCases where attribute != .data {
            let value = found[attribute.rawValue].flatMap { $0.isNull ? nil : $0 }
            guard let value else {
                if attribute.isRequired { throw .missingAttribute(attribute.name) }
                continue
            }
            let isString = value.bytes.first == UInt8(ascii: "\"")
            if attribute == .sequence, value.integer != nil { continue }
            guard isString else { throw .wrongAttribute(attribute.name, expected: "a string") }
            if attribute.isRequired, value.bytes.count == 2 { throw .missingAttribute(attribute.name) }
        }
        guard let version = found[EventAttribute.specversion.rawValue], version.bytes != Event.version else { return }
        throw .unsupportedVersion(version.string ?? version.description)
    }

    private static let version: ArraySlice<UInt8> = Array("\"1.0\"".utf8)[...]

    /// The type, without a new string for one of Fairlead's own.
    private static func type(of value: RawJSON?) throws(EventError) -> EventType {
        guard let value else { throw .missingAttribute("type") }
        for known in knownTypes where value.bytes == known.quoted { return known.type }
        return EventType(rawValue: value.string ?? "")
    }

    private static let knownTypes: [(type: EventType, quoted: ArraySlice<UInt8>)] = EventType.all.map { type in
        (type, Array("\"\(type.rawValue)\"".utf8)[...])
    }
}

extension EventAttribute {
    /// True for what every event has.
    fileprivate var isRequired: Bool {
        switch self {
        case .specversion, .id, .source, .type: true
        default: false
        }
    }
}
