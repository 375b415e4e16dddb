import Encoding
import GoTemplate
import JSON
import TemplateTesting
import TestSupport
import Testing

@testable import Sprig

@Suite(.timeLimit(.minutes(5))) struct CertificateTests {
    /// The certificate and the key that a template's call makes, and those of the authority `$ca` if there is one.
    private func make(
        _ call: String, authority: String? = nil, data: JSONValue = .null, owner: String = "owner",
        allowsUnstableKeys: Bool = false
    ) throws -> JSONValue {
        var text = authority.map { "{{ $ca := \($0) }}" } ?? "{{ $ca := 0 }}"
        text += "{{ $c := \(call) }}{{ $c.Cert }}\u{1}{{ $c.Key }}"
        if authority != nil { text += "\u{1}{{ $ca.Cert }}\u{1}{{ $ca.Key }}" }
        let output = try SecretTests.ours(text, data, owner: owner, allowsUnstableKeys: allowsUnstableKeys)
        let parts = output.split(separator: "\u{1}").map { JSONValue.string(String($0)) }
        var result: JSONValue = ["cert": parts[0], "key": parts[1]]
        if authority != nil {
            result["ca"] = parts[2]
            result["cakey"] = parts[3]
        }
        return result
    }

    private static let times = "2023-11-14 22:13:20 +0000 UTC|2024-11-13 22:13:20 +0000 UTC"

    @Test func authoritiesSignForThemselves() async throws {
        let made = try make(#"genCA "my-ca" 365"#)
        #expect(
            try await SecretTests.sprig("{{ describeCertificate .cert .key }}", made)
                == "3|CN=my-ca|CN=my-ca|[]|[]|\(Self.times)|ECDSA|ca true true|usage 37 [1 2]|ECDSA-SHA256 0|ski 20 aki 0|serial 1"
        )
        #expect(try await SecretTests.sprig("{{ verifyCertificate .cert .cert \"\" }}", made) == "ok")
    }

    @Test func certificatesSayWhatSprigsSay() async throws {
        let made = try make(
            "genSelfSignedCert \"foo.com\" .ips .names 365",
            data: ["ips": ["10.0.0.1", "::1", "::ffff:1.2.3.4"], "names": ["a.com", "*.b.com"]])
        #expect(
            try await SecretTests.sprig("{{ describeCertificate .cert .key }}", made)
                == "3|CN=foo.com|CN=foo.com|[a.com *.b.com]|[10.0.0.1 ::1 1.2.3.4]|\(Self.times)|ECDSA|ca false true|usage 5 [1 2]|ECDSA-SHA256 0|ski 0 aki 0|serial 1"
        )
    }

    /// The text of Go's certificates, but for keys, signatures, serial numbers and times, is ours.
    @Test(arguments: [
        "genCA \"ca ä\" 10", "genCA \"\" 10", "genSelfSignedCert \"a\" (list \"1.2.3.4\") (list \"b.com\") 10",
        "genSelfSignedCert \"\" nil (list \"b.com\") 10",
    ])
    func certificatesHaveTheFormOfSprigs(call: String) async throws {
        let values = call.replacing("(list \"1.2.3.4\")", with: ".ips").replacing("(list \"b.com\")", with: ".names")
        let data: JSONValue = ["ips": ["1.2.3.4"], "names": ["b.com"]]
        let ours = try make(values, data: data)["cert"]?.stringValue ?? ""
        let theirs = try await SecretTests.sprig("{{ $c := \(values) }}{{ $c.Cert }}", data)
        #expect(try await form(ours) == form(theirs))
    }

    /// What openssl says of a certificate, without what differs by nature.
    private func form(_ certificate: String) async throws -> [String] {
        let result = try await Command.run("openssl", ["x509", "-noout", "-text"], input: Array(certificate.utf8))
        guard result.succeeded else { throw TestError("openssl: \(result.error)") }
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        let start = lines.firstIndex { $0.contains("X509v3 extensions") } ?? lines.endIndex
        let head = lines[..<start].filter { $0.contains("Subject:") || $0.contains("Version") }
        let rest = lines[start...].prefix { !$0.contains("Signature Algorithm") }
        return (head + rest).filter { line in
            let isHexadecimal = line.contains(":") && line.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == " " }
            return !isHexadecimal
        }.map(String.init)
    }

    @Test func signedCertificatesAreTheAuthoritys() async throws {
        let made = try make(
            #"genSignedCert "foo.com" nil .names 30 $ca"#, authority: #"genCA "my-ca" 365"#,
            data: ["names": ["foo.com", "bar.com"]])
        let description = try await SecretTests.sprig("{{ describeCertificate .cert .key }}", made)
        #expect(description.hasPrefix("3|CN=foo.com|CN=my-ca|[foo.com bar.com]|"))
        #expect(description.hasSuffix("|ca false true|usage 5 [1 2]|ECDSA-SHA256 0|ski 0 aki 20|serial 1"))
        #expect(try await SecretTests.sprig("{{ verifyCertificate .cert .ca \"bar.com\" }}", made) == "ok")
        await #expect(throws: TestError.self) { try await SecretTests.sprig("{{ verifyCertificate .cert .ca \"x.com\" }}", made) }
        let directory = try TemporaryDirectory()
        try directory.write("ca.pem", made["ca"]?.stringValue ?? "")
        try directory.write("cert.pem", made["cert"]?.stringValue ?? "")
        let check = try await Command.run(
            "openssl", ["verify", "-attime", "1700000001", "-CAfile", "\(directory.path)/ca.pem", "\(directory.path)/cert.pem"])
        #expect(check.succeeded, "\(check.error)")
    }

    @Test(arguments: ["ecdsa", "ed25519"])
    func keysAreGoodForCertificates(kind: String) async throws {
        let key = try SecretTests.ours("{{ genPrivateKey \"\(kind)\" }}")
        #expect(try SecretTests.ours("{{ genPrivateKey \"\(kind)\" }}") == key)
        #expect(try SecretTests.ours("{{ genPrivateKey \"\(kind)\" }}", owner: "other") != key)
        let theirs = try await SecretTests.sprig("{{ $c := genCAWithKey \"a\" 1 .key }}{{ $c.Key }}", ["key": .string(key)])
        #expect(theirs == key)
        let made = try make(
            #"genSignedCertWithKey "b" nil nil 1 $ca .key"#, authority: "genCAWithKey \"a\" 1 .key", data: ["key": .string(key)])
        #expect(made["key"]?.stringValue == key)
        let description = try await SecretTests.sprig("{{ describeCertificate .cert .key }}", made)
        #expect(description.contains(kind == "ecdsa" ? "ECDSA-SHA256" : "Ed25519"))
        #expect(try await SecretTests.sprig("{{ verifyCertificate .cert .ca \"\" }}", made) == "ok")
        let own = try make(#"genSelfSignedCertWithKey "b" nil nil 1 .key"#, data: ["key": .string(key)])
        #expect(try await SecretTests.sprig("{{ describeCertificate .cert .key }}", own).hasPrefix("3|CN=b|CN=b|"))
    }

    /// Keys and certificates of RSA that Go made serve here, and their signatures are the same each time.
    @Test func authoritiesOfSprigsSignOurCertificates() async throws {
        let parts = try await SecretTests.sprig(
            "{{ $c := genCA \"go\" 99999 }}{{ $c.Cert | b64enc }} {{ $c.Key | b64enc }}", .null
        )
        .split(separator: " ").map(String.init)
        let authority = "buildCustomCert .cert .key"
        let data: JSONValue = ["cert": .string(parts[0]), "key": .string(parts[1]), "names": ["b.com"]]
        let made = try make(#"genSignedCert "b.com" nil .names 99999 $ca"#, authority: authority, data: data)
        #expect(try make(#"genSignedCert "b.com" nil .names 99999 $ca"#, authority: authority, data: data) == made)
        let description = try await SecretTests.sprig("{{ describeCertificate .cert .key }}", made)
        #expect(description.contains("|CN=go|[b.com]|"))
        #expect(description.contains("SHA256-RSA"))
    }

    @Test func keysOfAllFormsAreRead() async throws {
        for algorithm in [
            ["-algorithm", "RSA"], ["-algorithm", "ED25519"], ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        ] {
            let pkcs8 = try await Command.run("openssl", ["genpkey"] + algorithm)
            let made = try make(
                #"genCAWithKey "a" 1 .key"#, data: ["key": .string(String(decoding: pkcs8.output, as: UTF8.self))])
            #expect(try await SecretTests.sprig("{{ verifyCertificate .cert .cert \"\" }}", made) == "ok")
            #expect(try await SecretTests.sprig("{{ describeCertificate .cert .key }}", made).hasPrefix("3|CN=a|CN=a|"))
        }
    }

    @Test func certificatesThatSayOtherThingsHaveOtherNumbers() async throws {
        let calls = [
            "genCA \"a\" 1", "genCA \"b\" 1", "genCA \"a\" 2", "genSelfSignedCert \"a\" nil nil 1",
            "genSelfSignedCert \"a\" nil .names 1",
            "genSelfSignedCert \"a\" .ips nil 1", "genCAWithKey \"a\" 1 .key",
        ]
        let key = try SecretTests.ours("{{ genPrivateKey \"ed25519\" }}")
        let data: JSONValue = ["names": ["1.2.3.4"], "ips": ["1.2.3.4"], "key": .string(key)]
        var numbers: Set<String> = []
        for call in calls {
            let certificate = try make(call, data: data)["cert"]?.stringValue ?? ""
            numbers.insert(try await Command.text("openssl", ["x509", "-noout", "-serial"], input: certificate))
        }
        #expect(numbers.count == calls.count)
    }

    @Test func otherOwnersHaveOtherCertificates() throws {
        let made = try make(#"genCA "a" 1"#)
        #expect(try make(#"genCA "a" 1"#) == made)
        let other = try make(#"genCA "a" 1"#, owner: "other")
        #expect(other["key"] != made["key"])
        #expect(other["cert"] != made["cert"])
    }

    @Test func keysThatCannotBeDerivedAreRefusedUnlessAllowed() async throws {
        for kind in ["rsa", ""] {
            let error = #expect(throws: TemplateError.self) { try SecretTests.ours("{{ genPrivateKey \"\(kind)\" }}") }
            #expect(error?.message.contains("RSA keys cannot be derived from a seed") == true)
        }
        let error = #expect(throws: TemplateError.self) { try SecretTests.ours("{{ genPrivateKey \"dsa\" }}") }
        #expect(error?.message.contains("DSA keys are not supported") == true)
        let key = try SecretTests.ours("{{ genPrivateKey \"rsa\" }}", allowsUnstableKeys: true)
        #expect(try await SecretTests.sprig("{{ $c := genCAWithKey \"a\" 1 .key }}{{ $c.Key }}", ["key": .string(key)]) == key)
    }

    @Test(arguments: [
        ("genSelfSignedCert \"a\" .bad nil 1", "error parsing ip: 1.2.3"),
        ("genSelfSignedCert \"a\" .numbers nil 1", "error parsing ip: 1 is not a string"),
        ("genSelfSignedCert \"a\" nil .numbers 1", "error processing alternate dns name: 1 is not a string"),
        ("genSelfSignedCert \"a\" nil .umlaut 1", "x509: \"ä\" cannot be encoded as an IA5String"),
        ("genSignedCert \"a\" nil nil 1 (buildCustomCert .cert .other)", "provided PrivateKey doesn't match parent's PublicKey"),
    ])
    func whatIsWrongIsSaidAsInSprig(call: String, message: String) throws {
        let cert = try make(#"genCA "a" 1"#)["cert"]?.stringValue ?? ""
        let other = try make(#"genCA "a" 1"#, owner: "other")["key"]?.stringValue ?? ""
        let data: JSONValue = [
            "bad": ["1.2.3"], "numbers": [1], "umlaut": ["ä"], "cert": .string(Base64.text(Array(cert.utf8))),
            "other": .string(Base64.text(Array(other.utf8))),
        ]
        let error = #expect(throws: TemplateError.self) { _ = try make(call, data: data) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [0, -1, 1, 36_500, 99_999_999, Int.max, Int.min])
    func absurdTimesOfValidityEndWithTheCalendar(days: Int) async throws {
        let made = try make("genCA \"a\" \(days)")
        #expect(try await SecretTests.sprig("{{ describeCertificate .cert .key }}", made).hasPrefix("3|CN=a|"))
    }

    @Test func whatIsNoCertificateIsAnErrorAndNoTrap() throws {
        let made = try make(#"genCA "a" 1"#)
        let text = try #require(made["cert"]?.stringValue)
        let pem = try #require(PEM(ByteString(text)))
        var random = SeededGenerator(seed: 9)
        for _ in 0..<3000 {
            var bytes = pem.bytes
            for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            if random.once(in: 4) { bytes.removeLast(random.below(bytes.count)) }
            _ = try? SignerCertificate(bytes)
            let key = PEM(type: random.one(of: ["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"]), bytes: bytes).text
            _ = try? SigningKey(pem: ByteString(key))
        }
    }
}
