import CLinux
import Glibc

/// The memory that the process holds and does not need just now.
package enum ResidentMemory {
    /// The longest list of mappings that is read.
    private static let maximumBytes = 1 << 20

    /// Gives back the free pages of the heap and the pages of code, all of which the kernel keeps or reads again when it is run.
    ///
    /// A program's start and its first list run much code that it does not run again, which stays resident for good otherwise.
    /// Called when such a stretch is over; it takes well below a millisecond, and what runs on faults its code in again.
    package static func release() {
        malloc_trim(0)
        guard let text = try? File.read("/proc/self/maps", maximumBytes: maximumBytes) else { return }
        for line in text.split(separator: UInt8(ascii: "\n")) {
            guard let range = codeRange(String(decoding: line, as: UTF8.self)) else { continue }
            madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
        }
    }

    /// The addresses of a mapping that is code of a file, which is never written and so can be read again; else nil.
    ///
    /// - Parameter line: A line of proc(5)'s `maps`: `address perms offset dev inode pathname`.
    static func codeRange(_ line: String) -> Range<UInt>? {
        let fields = line.split(separator: " ", maxSplits: 5)
        guard fields.count == 6, fields[1] == "r-xp" else { return nil }
        let file = fields[5].drop { $0 == " " }
        guard file.hasPrefix("/"), !file.hasSuffix(" (deleted)") else { return nil }
        let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard bounds.count == 2, bounds[0] < bounds[1] else { return nil }
        return bounds[0]..<bounds[1]
    }
}
