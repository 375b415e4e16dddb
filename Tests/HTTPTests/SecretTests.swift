import HTTP
import Testing

@Suite struct SecretTests {
    private let request = HTTPRequest(.get, "https://127.0.0.1/x", authorization: Secret("Bearer s3cr3t"))

    @Test func aSecretIsNeverPrinted() {
        let secret = Secret("s3cr3t")
        var dumped = ""
        dump(secret, to: &dumped)
        dump(request, to: &dumped)
        dump(HTTPConfiguration.PEM.text(secret), to: &dumped)
        let texts = ["\(secret)", String(reflecting: secret), "\([secret])", "\(request)", String(reflecting: request), dumped]
        for text in texts { #expect(!text.contains("s3cr3t")) }
        #expect("\(secret)" == "<redacted>")
        #expect(secret.revealed == "s3cr3t")
    }

    @Test func aRequestDescribesItselfByItsMethodAndURL() {
        #expect("\(request)" == "GET https://127.0.0.1/x")
    }
}
