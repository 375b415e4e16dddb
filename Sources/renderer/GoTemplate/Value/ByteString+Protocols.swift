#if canImport(Glibc)
import Glibc
#endif

extension ByteString: Hashable {
    /// Whether both hold the same bytes.
    public static func == (left: ByteString, right: ByteString) -> Bool {
        left.withBytes { left in
            right.withBytes { right in
                guard left.count == right.count else { return false }
                guard let first = left.baseAddress, let second = right.baseAddress else { return true }
                return memcmp(first, second, left.count) == 0
            }
        }
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        withBytes { bytes in hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
    }
}

extension ByteString: Comparable {
    /// Byte order, as Go orders strings.
    public static func < (left: ByteString, right: ByteString) -> Bool {
        left.withBytes { left in
            right.withBytes { right in
                let shared = min(left.count, right.count)
                if let first = left.baseAddress, let second = right.baseAddress {
                    let order = memcmp(first, second, shared)
                    if order != 0 { return order < 0 }
                }
                return left.count < right.count
            }
        }
    }
}

extension ByteString: ExpressibleByStringInterpolation {
    /// The UTF-8 of a literal.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}

extension ByteString: CustomStringConvertible {
    /// The bytes as text; what is not UTF-8 is shown as U+FFFD.
    public var description: String {
        switch storage {
        case .text(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}
