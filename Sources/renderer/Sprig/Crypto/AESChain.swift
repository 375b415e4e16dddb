import Crypto
import CryptoExtras
import GoTemplate

/// AES-256 in chained blocks (CBC), as sprig encrypts: the key is the password, cut or filled with zeros.
struct AESChain {
    static let blockBytes = 16

    private let key: SymmetricKey

    init(password: ByteString) {
        let bytes = Array(password.bytes.prefix(32))
        key = SymmetricKey(data: bytes + Array(repeating: 0, count: 32 - bytes.count))
    }

    /// Encrypts a text, filled up to whole blocks; the vector comes first.
    func encrypt(_ text: [UInt8], vector: [UInt8]) throws(FunctionError) -> [UInt8] {
        let padding = Self.blockBytes - text.count % Self.blockBytes
        var output = vector
        output.reserveCapacity(vector.count + text.count + padding)
        var block = vector
        let padded = text + Array(repeating: UInt8(padding), count: padding)
        for start in stride(from: 0, to: padded.count, by: Self.blockBytes) {
            for position in 0..<Self.blockBytes { block[position] ^= padded[start + position] }
            do { try AES.permute(&block, key: key) } catch { throw FunctionError("unable to encrypt: \(error)") }
            output.append(contentsOf: block)
        }
        return output
    }

    /// Decrypts a vector and whole blocks.
    ///
    /// - Returns: The text with what filled it up.
    func decrypt(_ input: [UInt8]) throws(FunctionError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        for start in stride(from: Self.blockBytes, to: input.count, by: Self.blockBytes) {
            var block = Array(input[start..<(start + Self.blockBytes)])
            do { try AES.inversePermute(&block, key: key) } catch { throw FunctionError("unable to decrypt: \(error)") }
            for position in 0..<Self.blockBytes { block[position] ^= input[start - Self.blockBytes + position] }
            output.append(contentsOf: block)
        }
        return output
    }
}
