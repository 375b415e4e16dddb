import Glibc
import GoTemplate

/// Finding one text in another, by bytes.
enum Searching {
    static func hasPrefix(_ prefix: ByteString, _ text: ByteString) -> Bool {
        prefix.withBytes { prefix in
            text.withBytes { text in
                text.count >= prefix.count && areEqual(prefix, text, at: 0)
            }
        }
    }

    static func hasSuffix(_ suffix: ByteString, _ text: ByteString) -> Bool {
        suffix.withBytes { suffix in
            text.withBytes { text in
                text.count >= suffix.count && areEqual(suffix, text, at: text.count - suffix.count)
            }
        }
    }

    static func contains(_ part: ByteString, _ text: ByteString) -> Bool {
        part.withBytes { part in
            text.withBytes { text in index(of: part, in: text, from: 0) != nil }
        }
    }

    /// Where a part begins at or after an offset.
    static func index(
        of part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from offset: Int
    ) -> Int? {
        guard let pattern = part.baseAddress, part.count > 0 else { return offset }
        guard let base = text.baseAddress else { return nil }
        let last = text.count - part.count
        var offset = offset
        while offset <= last {
            guard let found = index(of: pattern[0], in: text, from: offset), found <= last else { return nil }
            offset = found
            if memcmp(base + offset, pattern, part.count) == 0 { return offset }
            offset += 1
        }
        return nil
    }

    /// Where a byte stands at or after an offset.
    static func index(of byte: UInt8, in text: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
        guard let base = text.baseAddress, offset < text.count,
            let found = memchr(base + offset, Int32(byte), text.count - offset)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private static func areEqual(
        _ part: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, at offset: Int
    ) -> Bool {
        guard let pattern = part.baseAddress, let base = text.baseAddress else { return part.count == 0 }
        return memcmp(pattern, base + offset, part.count) == 0
    }
}
