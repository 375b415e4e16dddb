import Encoding
import GoTemplate

/// Random texts and numbers, which stay the same for each owner.
enum RandomFunctions {
    static let functions: FunctionMap = {
        var all = FunctionMap()
        all["randAlphaNum"] = text(of: lowercase + uppercase + digits)
        all["randAlpha"] = text(of: lowercase + uppercase)
        all["randNumeric"] = text(of: digits)
        all["randAscii"] = text(of: Array(32...126))
        all["randBytes"] = randBytes
        all["randInt"] = randInt
        all["uuidv4"] = uuid
        all["shuffle"] = shuffle
        return all
    }()

    private static let lowercase = Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
    private static let uppercase = Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    private static let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9"))

    private static func text(of characters: [UInt8]) -> Function {
        Function(parameters: [.int], result: .string) { arguments, execution throws(FunctionError) in
            let count = arguments[0].int64
            var stream = try execution.randomStream()
            guard count > 0 else { return .string("") }
            try execution.charge(bytes: Int(count))
            var text: [UInt8] = []
            for round in 0..<count {
                text.append(characters[Int(stream.number(below: UInt64(characters.count)))])
                if round % 4096 == 4095 { try execution.checkInterruption() }
            }
            return .string(ByteString(text))
        }
    }

    private static let randBytes = Function(
        parameters: [.int], result: .string, returnsError: true
    ) { arguments, execution throws(FunctionError) in
        let count = arguments[0].int64
        guard count >= 0 else { throw FunctionError("runtime error: makeslice: len out of range") }
        try execution.charge(bytes: Int(count))
        var stream = try execution.randomStream()
        var bytes: [UInt8] = []
        for round in 0..<count {
            bytes.append(stream.byte())
            if round % 65_536 == 65_535 { try execution.checkInterruption() }
        }
        return .text(Base64.text(bytes))
    }

    private static let randInt = Function(
        parameters: [.int, .int], result: .int
    ) { arguments, execution throws(FunctionError) in
        let low = arguments[0].int64
        let size = arguments[1].int64 &- low
        guard size > 0 else { throw FunctionError("invalid argument to Intn") }
        var stream = try execution.randomStream()
        return .integer(Int64(stream.number(below: UInt64(size))) &+ low, .int)
    }

    private static let uuid = Function(parameters: [], result: .string) { _, execution throws(FunctionError) in
        var stream = try execution.randomStream()
        var bytes = stream.bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let text = Hexadecimal.text(bytes)
        var parts: [Substring] = []
        var rest = text[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return .text(parts.joined(separator: "-"))
    }

    private static let shuffle = Function(parameters: [.string], result: .string) { arguments, execution throws(FunctionError) in
        let text = arguments[0].byteString
        var stream = try execution.randomStream()
        try execution.charge(bytes: text.count * 8)
        var characters: [UInt32] = []
        text.withBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let character = UTF8Decoding.character(in: bytes, at: offset)
                characters.append(character.scalar)
                offset += character.width
            }
        }
        for last in stride(from: characters.count - 1, to: 0, by: -1) {
            characters.swapAt(last, Int(stream.number(below: UInt64(last + 1))))
        }
        var output: [UInt8] = []
        for character in characters { UTF8Decoding.append(character, to: &output) }
        return .string(ByteString(output))
    }
}
