import Unix

/// What a person or the next program in a pipe reads.
enum StandardOutput {
    /// Writes everything; false once the reader is gone: whoever looks at it, such as head(1), may have seen enough.
    @discardableResult
    static func write(_ parts: [UInt8]...) throws(UnixError) -> Bool {
        let output = try FileDescriptor(duplicating: 1)
        do throws(UnixError) {
            for part in parts { try output.write(all: part) }
            return true
        } catch  where error.isBrokenPipe {
            return false
        }
    }
}
