import Glibc

/// What libFuzzer's main program calls with each input; `FUZZ_TARGET` names the target.
@_cdecl("LLVMFuzzerTestOneInput")
public func libFuzzerInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try LibFuzzer.target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
    } catch {
        // The input is a finding: libFuzzer keeps it.
        fatalError("\(error)")
    }
    return 0
}

private enum LibFuzzer {
    static let target: FuzzTarget = {
        let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            fatalError("FUZZ_TARGET is \"\(name)\", and not one of \(FuzzTarget.allCases.map(\.rawValue))")
        }
        return target
    }()
}
