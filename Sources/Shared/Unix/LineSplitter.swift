import Glibc

/// Cuts chunks of bytes, as a descriptor gives them, into lines: a pure state machine.
///
/// Each line is an array of its own, so that one line kept does not keep the chunk it came in. Empty lines are counted and left out.
package struct LineSplitter: Sendable {
    private let maximumLineBytes: Int
    private var partial: [UInt8] = []
    /// How many bytes the line has had so far that was given up as too long; nil while no line is.
    private var skipped: Int?
    private var number = 0

    /// A splitter at the start of its input.
    ///
    /// - Parameter maximumLineBytes: The longest line, without its newline; a longer one is reported and skipped.
    package init(maximumLineBytes: Int) {
        self.maximumLineBytes = max(maximumLineBytes, 1)
    }

    /// Takes the next bytes in and appends the lines that they end.
    package mutating func feed(_ chunk: UnsafeRawBufferPointer, into lines: inout [Line]) {
        var rest = chunk
        while let start = rest.baseAddress, !rest.isEmpty {
            guard let newline = memchr(start, 0x0A, rest.count) else {
                keep(rest)
                return
            }
            let length = UnsafeRawPointer(newline) - start
            end(with: UnsafeRawBufferPointer(rebasing: rest[..<length]), isTerminated: true, into: &lines)
            rest = UnsafeRawBufferPointer(rebasing: rest[(length + 1)...])
        }
    }

    /// The input has ended: what stands after the last newline is a line too.
    package mutating func finish(into lines: inout [Line]) {
        guard !partial.isEmpty || skipped != nil else { return }
        end(with: UnsafeRawBufferPointer(start: nil, count: 0), isTerminated: false, into: &lines)
    }

    /// Begins anew, as when the file that is read was truncated; a line that was begun is dropped.
    package mutating func restart() {
        partial = []
        skipped = nil
        number = 0
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
        if let count = skipped {
            skipped = count &+ bytes.count
        } else if partial.count + bytes.count > maximumLineBytes {
            skipped = partial.count + bytes.count
            partial = []
        } else {
            partial.append(contentsOf: bytes)
        }
    }

    private mutating func end(with tail: UnsafeRawBufferPointer, isTerminated: Bool, into lines: inout [Line]) {
        number += 1
        let content: Line.Content
        if let count = skipped {
            content = .oversized(byteCount: count &+ tail.count)
        } else if partial.count + tail.count > maximumLineBytes {
            content = .oversized(byteCount: partial.count + tail.count)
        } else if partial.isEmpty {
            content = .bytes([UInt8](tail))
        } else {
            partial.append(contentsOf: tail)
            content = .bytes(partial)
        }
        // A long line's room is given back, so that one of 16 MiB does not stay with the splitter for good.
        partial = []
        skipped = nil
        if case .bytes(let bytes) = content, bytes.isEmpty || bytes == [0x0D] { return }
        lines.append(Line(number: number, content: content, isTerminated: isTerminated))
    }
}
