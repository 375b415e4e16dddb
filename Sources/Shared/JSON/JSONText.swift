/// The edge between collections of bytes and the pointers that parsing works on.
enum JSONText {
    /// Runs `body` over the bytes where they lie, or over a copy if they are not contiguous, and gives a fault its line.
    @inline(__always)
    static func read<Value>(
        _ bytes: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws(JSONFault) -> Value
    ) throws(JSONError) -> Value {
        let result = bytes.withContiguousStorageIfAvailable { run(body, on: $0) }
        if let result { return try result.get() }
        return try Array(bytes).withUnsafeBufferPointer { run(body, on: $0) }.get()
    }

    @inline(__always)
    private static func run<Value>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(JSONFault) -> Value, on text: UnsafeBufferPointer<UInt8>
    ) -> Result<Value, JSONError> {
        do throws(JSONFault) {
            return .success(try body(text))
        } catch {
            return .failure(JSONError(error, in: UnsafeRawBufferPointer(text)))
        }
    }
}
