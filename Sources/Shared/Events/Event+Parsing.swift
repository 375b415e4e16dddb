import JSON

extension Event {
    /// The longest line that is taken for an event, in bytes, without its newline.
    package static let maximumLineBytes = 16 << 20

    /// Reads an envelope.
    ///
    /// The whole line is checked to be JSON; no value is made of its data. White space around the object is left out; apart from
    /// that the event keeps the line's bytes and shares their storage.
    ///
    /// - Parameter line: One line without its newline.
    /// - Throws: `EventError` if the line is not a CloudEvents 1.0 envelope.
    package init(parsing line: ArraySlice<UInt8>) throws(EventError) {
        guard line.count <= Event.maximumLineBytes else {
            throw .tooLong(byteCount: line.count, limit: Event.maximumLineBytes)
        }
        let trimmed = Event.trim(line)
        var places = Places()
        let isObject: Bool
        do throws(JSONError) {
            isObject = try RawJSON.checkMembers(of: trimmed) { key, value in
                if let attribute = EventAttribute(key: key) { places[attribute] = value }
            }
        } catch {
            throw .notJSON(error)
        }
        guard isObject else { throw .notAnObject }
        try Event.check(&places, in: trimmed)
        self.init(line: trimmed, places: places, type: Event.type(at: places[.type] ?? 0..<0, in: trimmed))
    }

    /// The line without white space at its ends: the carriage return of a file from elsewhere, for example.
    private static func trim(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, isSpace(last) { line.removeLast() }
        while let first = line.first, isSpace(first) { line.removeFirst() }
        return line
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }

    /// Checks the attributes as section 3 of CloudEvents 1.0 asks, and forgets those that are null.
    private static func check(_ places: inout Places, in line: ArraySlice<UInt8>) throws(EventError) {
        for attribute in EventAttribute.allCases {
            guard let place = places[attribute] else {
                if attribute.isRequired { throw .missingAttribute(attribute.name) }
                continue
            }
            switch line[line.startIndex + place.lowerBound] {
            case UInt8(ascii: "n"):
                if attribute.isRequired { throw .missingAttribute(attribute.name) }
                places[attribute] = nil
            case UInt8(ascii: "\""):
                if attribute.isRequired, place.count == 2 { throw .missingAttribute(attribute.name) }
            default:
                if attribute == .data { continue }
                if attribute == .sequence, value(at: place, in: line).integer != nil { continue }
                throw .wrongAttribute(attribute.name, expected: "a string")
            }
        }
        guard let place = places[.specversion], case let version = value(at: place, in: line) else { return }
        guard version.bytes.elementsEqual("\"1.0\"".utf8) || version.string == "1.0" else {
            throw .unsupportedVersion(version.string ?? version.description)
        }
    }

    private static func value(at place: Range<Int>, in line: ArraySlice<UInt8>) -> RawJSON {
        RawJSON(unchecked: line[(line.startIndex + place.lowerBound)..<(line.startIndex + place.upperBound)])
    }

    /// The type, without a new string for one of Fairlead's own.
    private static func type(at place: Range<Int>, in line: ArraySlice<UInt8>) -> EventType {
        let quoted = value(at: place, in: line)
        for known in knownTypes where known.quoted.count == place.count && known.quoted.elementsEqual(quoted.bytes) {
            return known.type
        }
        return EventType(rawValue: quoted.string ?? "")
    }

    private static let knownTypes: [(type: EventType, quoted: [UInt8])] = EventType.all.map { type in
        (type, Array("\"\(type.rawValue)\"".utf8))
    }
}
