import Glibc
import TestSupport

/// A pipe whose writing end takes log lines.
final class TestPipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        (reading, writing) = try makePipe()
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// The next lines; waits for them.
    func lines(_ count: Int) -> [String] {
        var bytes: [UInt8] = []
        var found = 0
        while found < count {
            var byte: UInt8 = 0
            guard read(reading, &byte, 1) == 1 else { break }
            bytes.append(byte)
            if byte == 0x0A { found += 1 }
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
