/// Which line of which template wrote a part of the output.
public struct OutputOrigins: Sendable {
    /// A line of a template.
    public struct Origin: Sendable, Hashable {
        /// The name under which the template's text was parsed, such as the file's.
        public let template: String
        /// The line, from 1 on.
        public let line: Int
    }

    /// A piece of output, which reaches up to the next one.
    private struct Piece: Sendable {
        let offset: Int
        let source: TemplateSource
        let sourceOffset: Int
        /// Whether it is the template's own text, byte for byte.
        let isText: Bool
    }

    private var pieces: [Piece] = []

    /// Knows nothing yet; rendering fills it.
    public init() {}

    /// Notes where the output from an offset on comes from.
    mutating func add(_ offset: Int, from source: TemplateSource, at sourceOffset: Int, isText: Bool) {
        pieces.append(Piece(offset: offset, source: source, sourceOffset: sourceOffset, isText: isText))
    }

    /// The line of the template that wrote the byte at an offset of the output, or nil if nothing was written there.
    public func origin(ofOffset offset: Int) -> Origin? {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let piece = pieces[low - 1]
        let sourceOffset = piece.isText ? piece.sourceOffset + offset - piece.offset : piece.sourceOffset
        return Origin(template: piece.source.name, line: piece.source.position(of: sourceOffset).line)
    }

    /// The line of the template that wrote a line of the output, from 1 on; of its first byte that is not space.
    public func origin(ofLine line: Int, in output: [UInt8]) -> Origin? {
        var offset = 0
        var current = 1
        while current < line {
            guard let newline = output[offset...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            offset = newline + 1
            current += 1
        }
        while offset < output.count, output[offset] == UInt8(ascii: " ") { offset += 1 }
        return origin(ofOffset: offset)
    }
}
