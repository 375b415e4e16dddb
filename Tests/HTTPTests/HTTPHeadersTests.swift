import HTTP
import Testing

@Suite struct HTTPHeadersTests {
    @Test(arguments: [
        ("Content-Type: text/plain\r\n", "content-type", ["text/plain"]),
        ("content-type:text/plain\r\n", "content-type", ["text/plain"]),
        ("A: 1\r\nB: 2\r\na:  3 \t\r\n", "a", ["1", "3"]),
        ("A: 1\r\n", "b", []),
        ("AB: 1\r\n", "a", []),
        ("A:\r\n", "a", [""]),
        ("A", "a", []),
        ("A: 1", "a", ["1"]),
        (":\r\n\n\r\n: x\r\n", "a", []),
        ("", "a", []),
    ])
    func valuesAreFoundByName(text: String, name: String, values: [String]) {
        let headers = HTTPHeaders(bytes: Array(text.utf8))
        #expect(headers.all(name) == values)
        #expect(headers[name] == values.first)
    }

    @Test(arguments: [
        ("X-A", "b", true), ("", "b", false), ("X A", "b", false), ("X:A", "b", false), ("X-A", "b\n", false),
        ("X-A", "b\r", false), ("X-A", "\0", false), ("X-Ä", "b", false), ("X-A", "ä", true),
    ])
    func onlyWhatAHeaderMayHoldIsValid(name: String, value: String, isValid: Bool) {
        #expect(HTTPHeader(name, value).isValid == isValid)
    }
}
