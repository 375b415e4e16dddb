import Testing

@testable import ChartSources

@Suite struct AddressTests {
    @Test(arguments: [
        ("https://charts.example.com", "https://charts.example.com"),
        ("HTTPS://Charts.Example.COM:443/a", "https://charts.example.com/a"),
        ("http://h:80/x y?q=1#f", "http://h/x%20y?q=1"), ("https://[::1]:8443/a", "https://[::1]:8443/a"),
        ("https://h/é", "https://h/%C3%A9"), ("https://h/a%20b+c", "https://h/a%20b+c"),
    ])
    func aURLIsReadAndWritten(text: String, expected: String) throws {
        #expect(try WebAddress(parsing: text).text == expected)
    }

    @Test(arguments: [
        "", "h", "ftp://h/", "https://", "https:///a", "https://a@h/", "https://h\u{1}/", "https://h/\n", "https://:80/",
        "https://a b/",
    ])
    func whatCannotBeAskedIsRefused(text: String) {
        #expect(throws: ChartSourceError.self) { try WebAddress(parsing: text) }
    }

    @Test func aPasswordInAURLIsNotRepeated() {
        #expect(
            throws: ChartSourceError(
                .invalidReference,
                "the URL cannot be used: users and passwords do not belong in URLs: give --username and --password-file")
        ) { try WebAddress(parsing: "https://ada:s3cret@example.com/") }
    }

    /// Of RFC 3986, section 5.4.
    @Test(arguments: [
        ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"), ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q"), ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
        ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"), ("g.", "http://a/b/c/g."), ("./g/.", "http://a/b/c/g/"), ("g;x=1/../y", "http://a/b/c/y"),
        ("https://x/y", "https://x/y"),
    ])
    func aReferenceIsResolved(reference: String, expected: String) throws {
        #expect(try WebAddress(parsing: "http://a/b/c/d;p?q").resolving(reference).text == expected)
    }

    @Test(arguments: [
        ("oci://h/a", "oci://h/a"), ("oci://h:5000/a/b-c_d.e:1.2.3", "oci://h:5000/a/b-c_d.e:1.2.3"),
        ("oci://h/a:1.0.0+x", "oci://h/a:1.0.0+x"),
        ("oci://h/a:v1@sha256:" + String(repeating: "A", count: 64), "oci://h/a:v1@sha256:" + String(repeating: "a", count: 64)),
    ])
    func aReferenceToARegistryIsRead(text: String, expected: String) throws {
        #expect(try RegistryReference(parsing: text).description == expected)
    }

    @Test(arguments: [
        "https://h/a", "oci://h", "oci://h/", "oci:///a", "oci://h/A", "oci://h/a/", "oci://h/../b", "oci://h/a:", "oci://h/a:-x",
        "oci://h/a@sha256:00", "oci://h/a@md5:00", "oci://ada:pw@h/a", "oci://h/a?b", "oci://h/a:x y",
    ])
    func whatIsNoReferenceIsRefused(text: String) {
        #expect(throws: ChartSourceError.self) { try RegistryReference(parsing: text) }
    }

    @Test func challengesAreRead() {
        let header = #"Bearer realm="https://t/x,y",service="a \"b\"", scope="repository:c:pull" , Basic realm=z"#
        #expect(
            AuthenticationChallenge.all(in: header) == [
                AuthenticationChallenge(
                    scheme: "bearer", parameters: ["realm": "https://t/x,y", "service": #"a "b""#, "scope": "repository:c:pull"]),
                AuthenticationChallenge(scheme: "basic", parameters: ["realm": "z"]),
            ])
    }
}
