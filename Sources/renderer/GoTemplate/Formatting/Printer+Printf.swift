extension Printer {
    /// Widths, precisions and argument numbers beyond this are errors, as in Go.
    private static let largestNumber = 1_000_000

    /// Appends values as `fmt.Sprintf` does; what does not fit together is reported in the text.
    package mutating func printf(_ format: ByteString, _ arguments: ArraySlice<Value>) {
        format.withBytes { bytes in
            var scan = FormatScan(bytes: bytes, arguments: arguments)
            while scan.offset < bytes.count {
                let start = scan.offset
                scan.skipText()
                if scan.offset > start {
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<scan.offset]))
                }
                guard scan.offset < bytes.count else { break }
                scan.offset += 1
                flags = FormatFlags()
                guard printDirective(&scan) else { break }
            }
            if !scan.isReordered, scan.argument < scan.count { reportExtra(arguments.dropFirst(scan.argument)) }
        }
    }

    /// Appends what one directive asks for; answers false where the format ends within it.
    private mutating func printDirective(_ scan: inout FormatScan) -> Bool {
        scan.isGoodIndex = true
        scan.readFlags(&flags)
        // A letter right after the flags is by far the most frequent case.
        if let byte = scan.peek, (0x61...0x7A).contains(byte), scan.argument < scan.count {
            scan.offset += 1
            printNext(&scan, verb: FormatVerb(scalar: UInt32(byte)))
            return true
        }
        scan.readIndex()
        readWidth(&scan)
        readPrecision(&scan)
        if !scan.isAfterIndex { scan.readIndex() }
        guard let verb = scan.readVerb() else {
            write("%!(NOVERB)")
            return false
        }
        if verb == FormatVerb(scalar: 0x25) {
            output.append(UInt8(ascii: "%"))
        } else if !scan.isGoodIndex {
            report(verb, "(BADINDEX)")
        } else if scan.argument >= scan.count {
            report(verb, "(MISSING)")
        } else {
            printNext(&scan, verb: verb)
        }
        return true
    }

    private mutating func printNext(_ scan: inout FormatScan, verb: FormatVerb) {
        switch verb {
        case "v", "w":
            flags.sharpV = flags.sharp
            flags.sharp = false
            flags.plusV = flags.plus
            flags.plus = false
        default: break
        }
        let value = scan.arguments[scan.arguments.startIndex + scan.argument]
        scan.argument += 1
        printArgument(value, verb: verb)
    }

    private mutating func readWidth(_ scan: inout FormatScan) {
        if scan.peek == UInt8(ascii: "*") {
            scan.offset += 1
            flags.width = scan.integerArgument(limit: Self.largestNumber)
            if flags.width == nil { write("%!(BADWIDTH)") }
            if let width = flags.width, width < 0 {
                flags.width = -width
                flags.minus = true
                flags.zero = false
            }
            scan.isAfterIndex = false
        } else {
            flags.width = scan.readNumber(limit: Self.largestNumber)
            if scan.isAfterIndex, flags.width != nil { scan.isGoodIndex = false }
        }
    }

    private mutating func readPrecision(_ scan: inout FormatScan) {
        guard scan.offset + 1 < scan.bytes.count, scan.peek == UInt8(ascii: ".") else { return }
        scan.offset += 1
        if scan.isAfterIndex { scan.isGoodIndex = false }
        scan.readIndex()
        if scan.peek == UInt8(ascii: "*") {
            scan.offset += 1
            flags.precision = scan.integerArgument(limit: Self.largestNumber)
            if let precision = flags.precision, precision < 0 { flags.precision = nil }
            if flags.precision == nil { write("%!(BADPREC)") }
            scan.isAfterIndex = false
        } else {
            flags.precision = scan.readNumber(limit: Self.largestNumber) ?? 0
        }
    }

    private mutating func report(_ verb: FormatVerb, _ text: StaticString) {
        write("%!")
        UTF8Decoding.append(verb.scalar, to: &output)
        write(text)
    }

    private mutating func reportExtra(_ arguments: ArraySlice<Value>) {
        flags = FormatFlags()
        write("%!(EXTRA ")
        var isFirst = true
        for argument in arguments {
            if !isFirst { write(", ") }
            isFirst = false
            if let type = argument.type {
                write(type.description)
                output.append(UInt8(ascii: "="))
                printArgument(argument, verb: .v)
            } else {
                write("<nil>")
            }
        }
        write(")")
    }
}
