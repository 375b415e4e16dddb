/// Short runs of bytes stored one behind the other, so that each costs its length and nothing more.
///
/// Runs lie in chunks of 16 KiB and never cross from one into the next, which keeps growing free of copies. A run that is let go
/// leaves a gap; whoever owns the arena copies what is left into a new one when ``wasted`` has become too much.
struct ByteArena: Sendable {
    private static let chunkBits: UInt32 = 14
    private static let chunkSize = 1 << Int(chunkBits)

    private var chunks: [[UInt8]] = []
    /// The bytes that are let go and still take room.
    private(set) var wasted = 0
    /// The bytes in use.
    private(set) var used = 0

    /// The bytes taken from the allocator.
    var allocated: Int { chunks.reduce(0) { $0 + $1.capacity } + chunks.capacity * MemoryLayout<[UInt8]>.stride }

    /// Stores a run and answers where it lies, or nil if the arena has no more room (4 GiB).
    mutating func store(_ run: UnsafeRawBufferPointer) -> UInt32? {
        let fits = chunks.last.map { $0.count + run.count <= Self.chunkSize } ?? false
        if !fits {
            guard chunks.count < 1 << Int(32 - Self.chunkBits) else { return nil }
            var chunk: [UInt8] = []
            chunk.reserveCapacity(chunks.isEmpty ? max(run.count, 1024) : max(run.count, Self.chunkSize))
            chunks.append(chunk)
        }
        let index = chunks.count - 1
        let offset = chunks[index].count
        chunks[index].append(contentsOf: run)
        used += run.count
        return UInt32(truncatingIfNeeded: index << Int(Self.chunkBits) | offset)
    }

    /// Lets a run go.
    mutating func release(count: Int) {
        used -= count
        wasted += count
    }

    /// The `count` bytes that were stored at `location`.
    func withBytes<Result>(at location: UInt32, count: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let chunk = Int(location >> Self.chunkBits)
        let offset = Int(location) & (Self.chunkSize - 1)
        return chunks[chunk].withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count])) }
    }
}
