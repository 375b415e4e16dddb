/// Cuts a stream of pieces into lines.
///
/// A line that lies within one piece is a slice of it; only a line that goes on in the next piece is copied.
struct LineAssembler: Sendable {
    /// Says that a line is longer than it may be.
    struct LineTooLong: Error {}

    /// The longest line, in bytes.
    let maximum: Int

    private var piece: [UInt8] = []
    private var position = 0
    private var partial: [UInt8] = []

    /// Cuts lines of `maximum` bytes at most.
    init(maximum: Int) {
        self.maximum = maximum
    }

    /// Gives it the next piece; to be called when ``next()`` has nothing more.
    mutating func feed(_ bytes: [UInt8]) {
        piece = bytes
        position = 0
    }

    /// The next line, without its end and never empty; nil if the piece has no more.
    mutating func next() throws(LineTooLong) -> ArraySlice<UInt8>? {
        while position < piece.count {
            guard let end = piece[position...].firstIndex(of: 0x0A) else {
                try keep(piece[position...])
                piece = []
                position = 0
                return nil
            }
            let line = piece[position..<end]
            position = end + 1
            if partial.isEmpty {
                if !line.isEmpty { return line }
            } else {
                try keep(line)
                defer { partial = [] }
                return partial[...]
            }
        }
        return nil
    }

    /// What is left at the end of the stream: a line without an end; nil if there is none.
    mutating func rest() -> ArraySlice<UInt8>? {
        defer { partial = [] }
        return partial.isEmpty ? nil : partial[...]
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) throws(LineTooLong) {
        guard bytes.count <= maximum - partial.count else { throw LineTooLong() }
        partial.append(contentsOf: bytes)
    }
}
