extension Printer {
    /// The address that every reference prints for `%p`: the output must be the same on each run.
    private static let address: UInt64 = 0xc0_0000_0000

    /// Appends an operand of a print function.
    mutating func printArgument(_ value: Value, verb: FormatVerb) {
        guard let type = value.type else {
            switch verb {
            case "v", "T": pad("<nil>")
            default: reportBadVerb(verb, value)
            }
            return
        }
        switch verb {
        case "T":
            appendPlain(ByteString(type.description))
        case "p":
            printAddress(value, verb: verb)
        case "w" where !isReportingError && type != .slice(.uint8):
            reportBadVerb(verb, value)
        default:
            if case .list(let list) = value, type == .slice(.uint8), let bytes = list.bytes {
                printBytes(list, bytes, verb: verb, type: "[]byte", depth: 0)
            } else if case .object(let object) = value {
                if !printText(of: object, verb: verb) { printNested(value, verb: verb, depth: 0) }
            } else {
                printNested(value, verb: verb, depth: 0)
            }
        }
    }

    /// Appends an object through its `String` or `Error` method, if it has one and the verb allows it.
    private mutating func printText(of object: any TemplateObject, verb: FormatVerb) -> Bool {
        guard !isReportingError else { return false }
        guard !flags.sharpV, let text = object.text else { return false }
        switch verb {
        case "v", "s", "x", "X", "q":
            printString(text, verb: verb, value: .object(object))
            return true
        default:
            return false
        }
    }

    /// Appends a value at a depth within the operand.
    private mutating func printNested(_ value: Value, verb: FormatVerb, depth: Int) {
        guard depth < Self.maximumDepth, output.count < Self.maximumBytes else {
            write("...")
            return
        }
        if case .object(let object) = value, depth > 0, printText(of: object, verb: verb) { return }
        switch value.underlying {
        case .invalid, .null: write(flags.sharpV ? "interface {}(nil)" : "<nil>")
        case .bool(let truth):
            switch verb {
            case "t", "v": pad(truth ? "true" : "false")
            default: reportBadVerb(verb, value)
            }
        case .integer(let number, _):
            printInteger(UInt64(bitPattern: number), isSigned: true, verb: verb, value: value)
        case .unsigned(let number, _): printInteger(number, isSigned: false, verb: verb, value: value)
        case .float(let number, let type): printFloat(number, isSingle: type == .float32, verb: verb, value: value)
        case .complex(let number): printComplex(number, verb: verb, value: value)
        case .string(let text): printString(text, verb: verb, value: value)
        case .list(let list): printListOrBytes(list, type: value.type, verb: verb, depth: depth)
        case .map(let map): printMap(map, type: value.type ?? map.type, verb: verb, depth: depth)
        case .function: printAddress(value, verb: verb)
        case .object(let object): printObject(object, verb: verb, depth: depth)
        }
    }

    private mutating func printListOrBytes(_ list: GoList, type: GoType?, verb: FormatVerb, depth: Int) {
        switch verb {
        case "s", "q", "x", "X":
            if let bytes = list.bytes {
                printBytes(list, bytes, verb: verb, type: (type ?? list.type).description, depth: depth)
                return
            }
        default: break
        }
        printList(list, verb: verb, depth: depth)
    }

    /// Appends the elements of a list: `[a b]`, or in Go syntax `[]string{"a", "b"}`.
    mutating func printList(_ list: GoList, verb: FormatVerb, depth: Int) {
        if flags.sharpV {
            write(list.type.description)
            if list.isNil {
                write("(nil)")
                return
            }
        }
        output.append(UInt8(ascii: flags.sharpV ? "{" : "["))
        var isFirst = true
        for element in list.elements {
            if !isFirst { if flags.sharpV { write(", ") } else { output.append(UInt8(ascii: " ")) } }
            isFirst = false
            printNested(element, verb: verb, depth: depth + 1)
        }
        output.append(UInt8(ascii: flags.sharpV ? "}" : "]"))
    }

    /// Appends the entries of a map in the order of its keys: `map[a:1 b:2]`.
    private mutating func printMap(_ map: GoMap, type: GoType, verb: FormatVerb, depth: Int) {
        if flags.sharpV {
            write(type.description)
            if map.isNil {
                write("(nil)")
                return
            }
            output.append(UInt8(ascii: "{"))
        } else {
            write("map[")
        }
        var isFirst = true
        for (key, element) in map.sortedEntries {
            if !isFirst { if flags.sharpV { write(", ") } else { output.append(UInt8(ascii: " ")) } }
            isFirst = false
            printNested(key, verb: verb, depth: depth + 1)
            output.append(UInt8(ascii: ":"))
            printNested(element, verb: verb, depth: depth + 1)
        }
        output.append(UInt8(ascii: flags.sharpV ? "}" : "]"))
    }

    /// Appends a struct, `{a b}`, or a pointer to one, `&{a b}`.
    private mutating func printObject(_ object: any TemplateObject, verb: FormatVerb, depth: Int) {
        var type = object.type
        if type.kind == .pointer {
            guard depth == 0, !object.isNil, let element = type.element else {
                printAddress(.object(object), verb: verb)
                return
            }
            if !followsPointers { output.append(UInt8(ascii: "&")) }
            type = element
        }
        if flags.sharpV { write(type.description) }
        output.append(UInt8(ascii: "{"))
        var isFirst = true
        for (name, field) in object.fields {
            if !isFirst { if flags.sharpV { write(", ") } else { output.append(UInt8(ascii: " ")) } }
            isFirst = false
            if flags.plusV || flags.sharpV {
                write(name)
                output.append(UInt8(ascii: ":"))
            }
            printNested(field, verb: verb, depth: depth + 1)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// Appends the address of a reference, which is the same for all.
    private mutating func printAddress(_ value: Value, verb: FormatVerb) {
        switch value.kind {
        case .channel, .function, .map, .pointer, .slice: break
        default:
            reportBadVerb(verb, value)
            return
        }
        let bits = value.isNil ? 0 : Self.address
        switch verb {
        case "v":
            if flags.sharpV {
                write("(\(value.type?.description ?? ""))(")
                if bits == 0 { write("nil") } else { appendHexadecimal(bits, prefixed: true) }
                write(")")
            } else if bits == 0 {
                pad("<nil>")
            } else {
                appendHexadecimal(bits, prefixed: !flags.sharp)
            }
        case "p": appendHexadecimal(bits, prefixed: !flags.sharp)
        case "b", "o", "d", "x", "X": printInteger(bits, isSigned: false, verb: verb, value: value)
        default: reportBadVerb(verb, value)
        }
    }
}
