import CCrypt
import Glibc
import GoTemplate

/// Password hashes of bcrypt, as Go's package bcrypt makes them.
enum Bcrypt {
    /// Go's default: each one more takes twice the time.
    static let cost = 10

    /// What bcrypt looks at; more would be ignored.
    static let maximumBytes = 72

    static let saltBytes = 16

    /// The hash of a password, or Go's words for why there is none.
    ///
    /// - Parameters:
    ///   - password: Up to ``maximumBytes``.
    ///   - salt: ``saltBytes`` bytes.
    static func hash(_ password: ByteString, salt: [UInt8]) -> Result<ByteString, FunctionError> {
        guard password.count <= maximumBytes else {
            return .failure(FunctionError("bcrypt: password length exceeds 72 bytes"))
        }
        let secret = password.bytes
        guard !secret.contains(0) else { return .failure(FunctionError("bcrypt: password contains a zero byte")) }
        let setting = "$2b$\(cost)$" + digits(of: salt)
        // The work area is large: 32 KiB.
        let work = UnsafeMutablePointer<crypt_data>.allocate(capacity: 1)
        defer { work.deallocate() }
        memset(work, 0, MemoryLayout<crypt_data>.size)
        let terminated = secret.map { CChar(bitPattern: $0) } + [0]
        guard let answer = crypt_r(terminated, setting, work), answer.pointee != CChar(bitPattern: UInt8(ascii: "*")) else {
            return .failure(FunctionError("bcrypt: the system's library failed with error \(errno)"))
        }
        // What Go calls 2a is the corrected algorithm, which is called 2b elsewhere.
        return .success(ByteString("$2a$\(String(cString: answer).dropFirst(4))"))
    }

    /// Base 64 with bcrypt's own alphabet, without padding.
    private static func digits(of bytes: [UInt8]) -> String {
        let alphabet = Array("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        var text: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let group = rest.prefix(3)
            rest = rest.dropFirst(3)
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for position in 0...group.count { text.append(alphabet[word >> (18 - 6 * position) & 63]) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
