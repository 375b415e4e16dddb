import Glibc
import GoTemplate

/// What templates can ask the machine, where they may.
enum SystemFunctions {
    static func functions(allowing permissions: SprigPermissions) -> FunctionMap {
        var all = FunctionMap()
        if permissions.contains(.environment) {
            all["env"] = env
            all["expandenv"] = expandenv
        }
        all["getHostByName"] = permissions.contains(.network) ? getHostByName : noHost
        return all
    }

    private static let env = Function(parameters: [.string], result: .string) { arguments, _ in
        .string(variable(arguments[0].byteString.bytes[...]))
    }

    private static let expandenv = Function(
        parameters: [.string], result: .string
    ) { arguments, execution throws(FunctionError) in
        var output: [UInt8] = []
        var rest = arguments[0].byteString.bytes[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            output.append(contentsOf: rest[..<dollar])
            let after = rest[(dollar + 1)...]
            let reference = VariableReference(after)
            switch reference.kind {
            case .name(let name):
                let value = variable(name)
                try execution.charge(bytes: value.count)
                value.append(to: &output)
            case .dollar: output.append(UInt8(ascii: "$"))
            case .nothing: break
            }
            rest = after.dropFirst(reference.length)
        }
        output.append(contentsOf: rest)
        return .string(ByteString(output))
    }

    private static let noHost = Function(parameters: [.string], result: .string) { _, _ in .string("") }

    /// The first address in the order of their bytes, so that it stays the same as long as the addresses do.
    private static let getHostByName = Function(parameters: [.string], result: .string) { arguments, _ throws(FunctionError) in
        let name = arguments[0].byteString
        let addresses = HostAddresses.of(name.description)
        guard let first = addresses.min() else { throw FunctionError("unable to look up the host \"\(name)\"") }
        return .text(first)
    }

    /// The value of an environment variable; empty if there is none.
    private static func variable(_ name: ArraySlice<UInt8>) -> ByteString {
        guard !name.contains(0), let value = getenv(String(decoding: name, as: UTF8.self)) else { return "" }
        return ByteString(UnsafeRawBufferPointer(start: value, count: strlen(value)))
    }
}
