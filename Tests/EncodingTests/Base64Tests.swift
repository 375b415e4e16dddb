import Testing

@testable import Encoding

@Suite struct Base64Tests {
    /// The test vectors of RFC 4648, section 10.
    static let vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: vectors)
    func textsAreThoseOfTheRFC(bytes: String, text: String) {
        #expect(Base64.text(Array(bytes.utf8)) == text)
        #expect(Base64.text(Array(bytes.utf8), padded: false) == text.prefix { $0 != "=" })
        #expect(Base64.bytes(text) == Array(bytes.utf8))
    }

    @Test func theTwoAlphabetsDifferInTwoDigits() {
        #expect(Base64.text([0xFB, 0xEF, 0xFF]) == "++//")
        #expect(Base64.text([0xFB, 0xEF, 0xFF], alphabet: .url) == "--__")
    }

    @Test func lineBreaksAreSkipped() {
        #expect(Base64.bytes("Zm9v\r\nYg\n==\n") == Array("foob".utf8))
    }

    @Test(arguments: [("Zg=", 3), ("Z", 0), ("Zm9vYg", 4), ("Zm9v!", 4), ("Zg==Zg==", 4), ("=", 0), ("Zm9v\nY-==", 6)])
    func whatIsWrongIsSaidWithGosPosition(text: String, position: Int) {
        #expect(throws: CorruptInput(position: position)) {
            try Array(text.utf8).withUnsafeBufferPointer { digits throws(CorruptInput) in try Base64.bytes(digits) }
        }
    }

    @Test(arguments: ["Zg===", "Zm9v=", "Zm9v Zg==", "Zm-_", "=Zg="])
    func whatIsNotBase64IsRefused(text: String) {
        #expect(Base64.bytes(text) == nil)
    }

    @Test func allBytesComeBack() {
        let bytes = (0..<1024).map { UInt8(truncatingIfNeeded: $0 &* 167 >> 2) }
        for count in 0..<64 { #expect(Base64.bytes(Base64.text(Array(bytes.prefix(count)))) == Array(bytes.prefix(count))) }
        #expect(Base64.bytes(Base64.text(bytes)) == bytes)
    }
}
