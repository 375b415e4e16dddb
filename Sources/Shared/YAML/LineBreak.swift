/// What ends a line by libyaml's account: CR LF, CR, LF, U+0085, U+2028 or U+2029.
enum LineBreak {
    /// How many bytes the line break at a place of a text in UTF-8 has; none if it is something else.
    static func length(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        func byte(_ offset: Int) -> UInt8 { place + offset < text.count ? text[place + offset] : 0 }
        switch byte(0) {
        case 0x0a: return 1
        case 0x0d: return byte(1) == 0x0a ? 2 : 1
        case 0xc2: return byte(1) == 0x85 ? 2 : 0
        case 0xe2: return byte(1) == 0x80 && byte(2) & 0xfe == 0xa8 ? 3 : 0
        default: return 0
        }
    }
}
