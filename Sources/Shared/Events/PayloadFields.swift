import JSON

/// The fields of an object in an event's data: read by name, with an error that names what is wrong.
///
/// Fields that nobody asks for are no error: a newer Fairlead may tell more.
struct PayloadFields {
    private let members: RawMembers

    /// Opens an object; its members' values stay bytes.
    init(_ object: RawJSON) throws(EventError) {
        guard object.isObject else { throw .wrongField("", expected: "an object") }
        do throws(JSONError) {
            members = try RawMembers(of: object)
        } catch {
            throw .notJSON(error)
        }
    }

    /// The value of a field; nil if it is not there or null.
    ///
    /// The last of several counts.
    func value(_ key: StaticString) -> RawJSON? {
        guard let found = members[key], !found.isNull else { return nil }
        return found
    }

    func optionalString(_ key: StaticString) throws(EventError) -> String? {
        guard let value = value(key) else { return nil }
        guard let string = value.string else { throw .wrongField(key.description, expected: "a string") }
        return string
    }

    func optionalInteger(_ key: StaticString) throws(EventError) -> Int64? {
        guard let value = value(key) else { return nil }
        guard let integer = value.integer else { throw .wrongField(key.description, expected: "an integer") }
        return integer
    }

    func optionalObject(_ key: StaticString) throws(EventError) -> RawJSON? {
        guard let value = value(key) else { return nil }
        guard value.isObject else { throw .wrongField(key.description, expected: "an object") }
        return value
    }

    /// A boolean; false if it is not there.
    func bool(_ key: StaticString) throws(EventError) -> Bool {
        guard let value = value(key) else { return false }
        guard let bool = value.bool else { throw .wrongField(key.description, expected: "true or false") }
        return bool
    }

    func string(_ key: StaticString) throws(EventError) -> String {
        try optionalString(key).orMissing(key)
    }

    func integer(_ key: StaticString) throws(EventError) -> Int64 {
        try optionalInteger(key).orMissing(key)
    }

    func object(_ key: StaticString) throws(EventError) -> RawJSON {
        try optionalObject(key).orMissing(key)
    }

    /// One of an enumeration's words.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ key: StaticString, _: Word.Type = Word.self) throws(EventError)
        -> Word
    {
        let text = try string(key)
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw .wrongField(key.description, expected: "one of \(known)")
        }
        return word
    }

    /// The elements of an array; none if it is not there.
    func elements(_ key: StaticString) throws(EventError) -> [RawJSON] {
        guard let value = value(key) else { return [] }
        guard value.isArray else { throw .wrongField(key.description, expected: "an array") }
        do throws(JSONError) {
            return try value.elements()
        } catch {
            throw .notJSON(error)
        }
    }

    func strings(_ key: StaticString) throws(EventError) -> [String] {
        var strings: [String] = []
        for (index, element) in try elements(key).enumerated() {
            guard let string = element.string else { throw .wrongField("\(key)[\(index)]", expected: "a string") }
            strings.append(string)
        }
        return strings
    }

    /// A part of its own, decoded by a closure; its errors' paths begin with the key.
    func part<Part>(_ key: StaticString, _ decode: (RawJSON) throws(EventError) -> Part) throws(EventError) -> Part {
        let value = try value(key).orMissing(key)
        do throws(EventError) { return try decode(value) } catch { throw error.below(key.description) }
    }

    /// As `part`; nil if it is not there.
    func optionalPart<Part>(_ key: StaticString, _ decode: (RawJSON) throws(EventError) -> Part) throws(EventError) -> Part? {
        value(key) == nil ? nil : try part(key, decode)
    }
}

extension Optional {
    /// The value, or the error that a field is missing.
    fileprivate func orMissing(_ key: StaticString) throws(EventError) -> Wrapped {
        guard let self else { throw .missingField(key.description) }
        return self
    }
}
