import Encoding
import HTTP
import Unix

/// Who we say we are. Secrets are read from their files for each use, so that one that was changed counts at once.
package struct ChartCredentials: Sendable, Hashable {
    package var username: String?
    /// The file with the password; a line's end after it does not count.
    package var passwordFile: String?
    /// The file with a bearer token.
    package var tokenFile: String?

    package init(username: String? = nil, passwordFile: String? = nil, tokenFile: String? = nil) {
        self.username = username
        self.passwordFile = passwordFile
        self.tokenFile = tokenFile
    }

    /// Whether there are none.
    var isEmpty: Bool { username == nil && tokenFile == nil }

    /// The value of the Authorization header; nil for none.
    ///
    /// - Throws: `ChartSourceError` for a file that cannot be read.
    func authorization() throws(ChartSourceError) -> Secret? {
        if let tokenFile { return Secret("Bearer \(try Self.secret(tokenFile, "token"))") }
        return try basic()
    }

    /// The user and the password as the value of the Authorization header; nil without a user.
    func basic() throws(ChartSourceError) -> Secret? {
        guard let username else { return nil }
        let password = try passwordFile.map { file throws(ChartSourceError) in try Self.secret(file, "password") } ?? ""
        return Secret("Basic \(Base64.text(Array("\(username):\(password)".utf8)))")
    }

    private static func secret(_ file: String, _ what: String) throws(ChartSourceError) -> String {
        let bytes: [UInt8]
        do throws(UnixError) { bytes = try File.read(file, maximumBytes: 1 << 16) } catch {
            throw ChartSourceError(.file, "unable to use the \(what): \(error)")
        }
        var text = bytes[...]
        while let last = text.last, last == 0x0A || last == 0x0D { text.removeLast() }
        guard !text.isEmpty else { throw ChartSourceError(.file, "unable to use the \(what): the file \"\(file)\" is empty") }
        guard let secret = String(validating: text, as: UTF8.self) else {
            throw ChartSourceError(.file, "unable to use the \(what): the file \"\(file)\" is not UTF-8")
        }
        return secret
    }
}
