import Encoding
import GoTemplate

/// Password hashes, derived passwords and encryption; what is random in them stays the same for each owner.
enum SecretFunctions {
    static let functions: FunctionMap = {
        var all = FunctionMap()
        all["bcrypt"] = bcrypt
        all["htpasswd"] = htpasswd
        all["derivePassword"] = derivePassword
        all["encryptAES"] = encryptAES
        all["decryptAES"] = decryptAES
        return all
    }()

    private static let bcrypt = Function(parameters: [.string], result: .string) { arguments, execution throws(FunctionError) in
        .string(try hash(arguments[0].byteString, execution))
    }

    private static let htpasswd = Function(
        parameters: [.string, .string], result: .string
    ) { arguments, execution throws(FunctionError) in
        let user = arguments[0].byteString
        if user.bytes.contains(UInt8(ascii: ":")) { return .string(ByteString("invalid username: ".utf8 + user.bytes)) }
        let hash = try hash(arguments[1].byteString, execution)
        return .string(ByteString(user.bytes + [UInt8(ascii: ":")] + hash.bytes))
    }

    /// The hash of a password; what is wrong with it takes the hash's place, as in sprig.
    private static func hash(_ password: ByteString, _ execution: Execution) throws(FunctionError) -> ByteString {
        var stream = try execution.randomStream()
        try execution.checkInterruption()
        let salt = stream.bytes(Bcrypt.saltBytes)
        return SlowAnswers.shared.answer(to: [Array("bcrypt".utf8), password.bytes, salt]) {
            switch Bcrypt.hash(password, salt: salt) {
            case .success(let hash): hash
            case .failure(let error): ByteString("failed to encrypt string with bcrypt: \(error.message)")
            }
        }
    }

    private static let derivePassword = Function(
        parameters: [.uint32, .string, .string, .string, .string], result: .string
    ) { arguments, execution throws(FunctionError) in
        try execution.checkInterruption()
        guard case .unsigned(let counter, _) = arguments[0].underlying else { return .string("") }
        let (type, secrets) = (arguments[1].byteString.description, arguments[2...].map(\.byteString.bytes))
        let number = UInt32(truncatingIfNeeded: counter)
        let answer = SlowAnswers.shared.answer(to: [Array("derive \(number) \(type)".utf8)] + secrets) {
            ByteString(
                MasterPassword.derive(counter: number, type: type, password: secrets[0], user: secrets[1], site: secrets[2]))
        }
        return .string(answer)
    }

    private static let encryptAES = Function(
        parameters: [.string, .string], result: .string, returnsError: true
    ) { arguments, execution throws(FunctionError) in
        let text = arguments[1].byteString
        guard !text.isEmpty else { return .string("") }
        try execution.charge(bytes: text.count * 4)
        var stream = try execution.randomStream()
        let chain = AESChain(password: arguments[0].byteString)
        // Another text under the same vector would show how far the two are the same.
        let vector = Array(stream.bytes(for: [text.bytes]).prefix(AESChain.blockBytes))
        let encrypted = try chain.encrypt(text.bytes, vector: vector)
        return .text(Base64.text(encrypted))
    }

    /// What Go's index arithmetic fails on fails here with its words.
    private static let decryptAES = Function(
        parameters: [.string, .string], result: .string, returnsError: true
    ) { arguments, execution throws(FunctionError) in
        let text = arguments[1].byteString
        guard !text.isEmpty else { return .string("") }
        try execution.charge(bytes: text.count * 2)
        let input: [UInt8]
        switch Base64.decoded(text) {
        case .success(let bytes): input = bytes.bytes
        case .failure(let error): throw FunctionError("illegal base64 data at input byte \(error.position)")
        }
        guard input.count >= AESChain.blockBytes else {
            throw FunctionError("runtime error: slice bounds out of range [:16] with capacity \(text.count / 4 * 3)")
        }
        guard input.count % AESChain.blockBytes == 0 else { throw FunctionError("crypto/cipher: input not full blocks") }
        let output = try AESChain(password: arguments[0].byteString).decrypt(input)
        guard let padding = output.last.map(Int.init) else { throw FunctionError("runtime error: index out of range [-1]") }
        guard padding <= output.count else {
            throw FunctionError("runtime error: slice bounds out of range [:\(output.count - padding)]")
        }
        return .string(ByteString(output.dropLast(padding)))
    }
}
