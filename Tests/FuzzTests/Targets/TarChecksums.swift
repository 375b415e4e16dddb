/// Puts right the checksums of a tar archive's headers, which no mutation could guess, so that what is behind them is reached.
enum TarChecksums {
    private static let block = 512
    private static let checksum = 148..<156
    private static let magic = 257..<262

    static func mended(_ archive: [UInt8]) -> [UInt8] {
        var archive = archive
        for start in stride(from: 0, through: archive.count - block, by: block)
        where archive[(start + magic.lowerBound)..<(start + magic.upperBound)].elementsEqual("ustar".utf8) {
            for place in checksum { archive[start + place] = UInt8(ascii: " ") }
            let sum = archive[start..<(start + block)].reduce(0) { $0 + Int($1) }
            let digits = String(sum, radix: 8)
            let text = Array((String(repeating: "0", count: 6 - digits.count) + digits).utf8) + [0, UInt8(ascii: " ")]
            for (place, digit) in zip(checksum, text) { archive[start + place] = digit }
        }
        return archive
    }
}
