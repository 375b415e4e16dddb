import Testing

@testable import Encoding

@Suite struct HexadecimalTests {
    @Test func allBytesComeBack() {
        let bytes = (0...255).map { UInt8($0) }
        let text = Hexadecimal.text(bytes)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect(Hexadecimal.bytes(text) == bytes)
        #expect(Hexadecimal.bytes(text.uppercased()) == bytes)
    }

    @Test(arguments: ["0", "0g", "+1", "é0", " 00"])
    func whatIsNotPairsOfDigitsIsRefused(text: String) {
        #expect(Hexadecimal.bytes(text) == nil)
    }
}
