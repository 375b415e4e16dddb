import Events
import Testing

@Suite struct LinkTests {
    @Test(arguments: [
        ("-", Link.standard), ("a.ndjson", .file("a.ndjson")), ("/x/y", .file("/x/y")), ("file:-", .file("-")),
        ("file:///x/y", .file("/x/y")), ("unix:/run/s", .socket("/run/s")), ("unix:s", .socket("s")),
        ("unix:///run/s", .socket("/run/s")),
        ("./unix:x", .file("./unix:x")), ("http://x", .file("http://x")),
    ])
    func aLinkIsReadFromItsText(text: String, link: Link) throws {
        #expect(try Link(parsing: text) == link)
    }

    @Test(arguments: ["", "unix:", "file:", "a\0b"]) func anEmptyOrImpossiblePathIsRefused(text: String) throws {
        let error = try #require(throws: LinkError.self) { try Link(parsing: text) }
        guard case .invalid = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test(arguments: [Link.standard, .file("a"), .socket("/s")]) func aLinkIsWrittenAsItIsRead(link: Link) throws {
        #expect(try Link(parsing: link.description) == link)
    }
}
