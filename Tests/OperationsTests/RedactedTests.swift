import Operations
import Testing

struct RedactedTests {
    @Test func neverShowsItself() {
        let token = Redacted("s3cret")
        var dumped = ""
        dump(token, to: &dumped)
        let optional: Redacted<String>? = token
        for text in [
            "\(token)", String(describing: token), String(reflecting: token), dumped, "\([token])",
            "\(String(describing: optional))",
        ] {
            #expect(!text.contains("s3cret"))
        }
        #expect("\(token)" == "<redacted>")
        #expect(token.revealed == "s3cret")
        #expect(token == Redacted("s3cret"))
    }
}
