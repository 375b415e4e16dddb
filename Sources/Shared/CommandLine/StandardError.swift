import Operations
import Unix

/// Where a command tells a person what went wrong: nothing of it may be lost, however much it is.
///
/// Log lines go through `LogStream`, which drops what a slow reader does not take; this waits for the reader.
package enum StandardError {
    /// Writes a text and a line break behind it, after the log lines that wait.
    package static func write(_ text: String) {
        LogStream.standardError.flush(within: 2_000)
        do throws(UnixError) {
            let output = try FileDescriptor(duplicating: 2)
            try output.write(all: Array("\(text)\n".utf8))
        } catch {
            // Nobody reads any more, and there is nowhere else to tell it.
        }
    }
}
