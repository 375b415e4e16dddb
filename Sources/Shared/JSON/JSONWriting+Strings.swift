import CVector

/// Strings of which little or nothing must be escaped: they are looked at and copied 16 bytes at a time.
extension JSONWriting {
    /// Appends the bytes of a string in quotes, what must be escaped escaped.
    static func appendString(_ content: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
        var copied = appendPlain(content, isFirst: true, into: &bytes)
        while copied < content.count, let start = content.baseAddress {
            appendEscape(at: start + copied, length: 1, into: &bytes)
            let rest = UnsafeBufferPointer(rebasing: content[(copied &+ 1)...])
            copied &+= 1 &+ appendPlain(rest, isFirst: false, into: &bytes)
        }
    }

    /// Appends bytes up to the first one that must be escaped, with a quote before them if they are the first, and one behind them if
    /// there is no such byte.
    ///
    /// - Returns: How many bytes of the content were appended.
    private static func appendPlain(_ content: UnsafeBufferPointer<UInt8>, isFirst: Bool, into bytes: inout [UInt8]) -> Int {
        var copied = 0
        // Room for both quotes and a whole block behind the content.
        bytes.append(addingCapacity: content.count &+ 2 &+ blockSize) { span in
            span.withUnsafeMutableBufferPointer { room, filled in
                guard let base = room.baseAddress else { return }
                var end = base + filled
                if isFirst {
                    end.pointee = UInt8(ascii: "\"")
                    end += 1
                }
                if let start = content.baseAddress { copied = copyPlain(start, count: content.count, to: end) }
                end += copied
                if copied == content.count {
                    end.pointee = UInt8(ascii: "\"")
                    end += 1
                }
                filled = end - base
            }
        }
        return copied
    }

    private static let blockSize = 16

    /// Copies bytes to a place with room for a block more, and says how many come before the first one that must be escaped.
    @inline(__always)
    private static func copyPlain(
        _ start: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        if count < blockSize { return copyShort(start, count: count, to: target) }
        var place = 0
        while true {
            copy(SIMD16<UInt8>.self, from: start + place, to: target + place)
            let stops = vector_scan_text(start + place).stops
            if stops != 0 { return place &+ stops.trailingZeroBitCount }
            place &+= blockSize
            if place >= count { return count }
            // The last block may overlap the one before it.
            place = min(place, count &- blockSize)
        }
    }

    /// Copies less than a block.
    @inline(__always)
    private static func copyShort(
        _ start: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        // What comes behind the text in the block must not look like something to escape.
        UnsafeMutableRawPointer(target).storeBytes(of: SIMD16(repeating: UInt8(ascii: " ")), as: SIMD16<UInt8>.self)
        if count >= 8 {
            copy(UInt64.self, from: start, to: target)
            copy(UInt64.self, from: start + (count &- 8), to: target + (count &- 8))
        } else if count >= 4 {
            copy(UInt32.self, from: start, to: target)
            copy(UInt32.self, from: start + (count &- 4), to: target + (count &- 4))
        } else {
            for place in 0..<count { target[place] = start[place] }
        }
        let stops = vector_scan_text(target).stops
        return stops == 0 ? count : stops.trailingZeroBitCount
    }

    @inline(__always)
    private static func copy<Block: BitwiseCopyable>(
        _: Block.Type, from start: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
    ) {
        let block = UnsafeRawPointer(start).loadUnaligned(as: Block.self)
        UnsafeMutableRawPointer(target).storeBytes(of: block, as: Block.self)
    }
}
