import Crypto
import GoTemplate
import SwiftASN1

/// What a certificate is to say, apart from who signs it.
struct CertificateTemplate {
    /// A certificate begins and ends within the years that its format can tell.
    private static let lastSecond: Int64 = 253_402_300_799
    private static let firstSecond: Int64 = -2_208_988_800

    let commonName: ByteString
    let addresses: [[UInt8]]
    let names: [ByteString]
    let isAuthority: Bool
    let serialNumber: [UInt8]
    let start: Int64
    let end: Int64

    /// Makes what a certificate is to say.
    ///
    /// - Parameters:
    ///   - commonName: Whose certificate it is.
    ///   - addresses: IP addresses as they stand in a template.
    ///   - names: DNS names as they stand in a template.
    ///   - days: How long it is valid.
    ///   - isAuthority: Whether it signs others.
    ///   - start: When it begins.
    ///   - key: Whose it is.
    ///   - stream: Where the serial number comes from, together with all that the certificate says: an authority must not
    ///     give two certificates the same.
    /// - Throws: sprig's error for what is neither an address nor a name.
    //
    // No initializer: Swift 6.3.1's optimizer made one that did the same release what it did not hold.
    static func make(
        _ commonName: ByteString, addresses: [Value], names: [Value], days: Int64, isAuthority: Bool, start: Int64,
        key: SigningKey, _ stream: inout RandomStream
    ) throws(FunctionError) -> CertificateTemplate {
        var parsed: [[UInt8]] = []
        for value in addresses { parsed.append(try address(value)) }
        var texts: [ByteString] = []
        for value in names { texts.append(try name(value)) }
        let first = min(max(start, firstSecond), lastSecond)
        let (seconds, isTooLong) = days.multipliedReportingOverflow(by: 86_400)
        let (last, isTooLate) = first.addingReportingOverflow(seconds)
        let reached = isTooLong || isTooLate ? (days < 0 ? firstSecond : lastSecond) : last
        let end = min(max(reached, firstSecond), lastSecond)
        var content = [commonName.bytes, Array("\(isAuthority) \(first) \(end) \(parsed.count)".utf8)]
        content += parsed + texts.map(\.bytes)
        do { content.append(try key.publicBytes()) } catch { throw FunctionError("error creating certificate: \(error)") }
        var serialNumber: [UInt8]
        repeat { serialNumber = Array(stream.bytes(for: content).prefix(16)) } while serialNumber.allSatisfy { $0 == 0 }
        return CertificateTemplate(
            commonName: commonName, addresses: parsed, names: texts, isAuthority: isAuthority, serialNumber: serialNumber,
            start: first, end: end)
    }

    private static func address(_ value: Value) throws(FunctionError) -> [UInt8] {
        guard case .string(let text) = value else { throw FunctionError("error parsing ip: \(printed(value)) is not a string") }
        guard let address = IPAddress.bytes(text.description) else { throw FunctionError("error parsing ip: \(text)") }
        return address
    }

    private static func name(_ value: Value) throws(FunctionError) -> ByteString {
        guard case .string(let text) = value else {
            throw FunctionError("error processing alternate dns name: \(printed(value)) is not a string")
        }
        guard text.bytes.allSatisfy({ $0 < 0x80 }) else {
            var quoted: [UInt8] = []
            text.withBytes { Quoting.appendQuoted($0, asciiOnly: false, to: &quoted) }
            let name = String(decoding: quoted, as: UTF8.self)
            throw FunctionError("error creating certificate: x509: \(name) cannot be encoded as an IA5String")
        }
        return text
    }

    private static func printed(_ value: Value) -> String {
        var printer = Printer()
        printer.print([value])
        return String(decoding: printer.output, as: UTF8.self)
    }
}
