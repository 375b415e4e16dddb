extension String {
    /// The text of bytes in which each byte that is not UTF-8 becomes U+FFFD, as in Go's JSON.
    init(repairing bytes: [UInt8]) {
        if let string = String(validating: bytes, as: UTF8.self) {
            self = string
            return
        }
        self = ""
        var place = 0
        while place < bytes.count {
            let length = (1...4).first { length in
                place + length <= bytes.count && String(validating: bytes[place..<(place + length)], as: UTF8.self) != nil
            }
            self += length.map { String(decoding: bytes[place..<(place + $0)], as: UTF8.self) } ?? "\u{fffd}"
            place += length ?? 1
        }
    }
}
