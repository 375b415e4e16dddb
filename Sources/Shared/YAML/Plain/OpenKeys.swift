import Glibc

/// The keys of the mappings whose ends have not come yet, each as the place where it stands in the text that is written.
struct OpenKeys: ~Copyable {
    // Not private: without optimization the compiler refers to it from the files that hold one of these.
    struct Key {
        let start: Int
        let count: Int
        /// The same for the same bytes.
        let hash: UInt64
    }

    /// How many keys of a mapping are compared one by one.
    private static let linearCount = 128

    private var keys = GrowingMemory<Key>(capacity: 40)
    /// All keys of each open mapping that has more than ``linearCount``, by the place of its first one.
    private var many: [Int: Set<[UInt8]>] = [:]

    /// Where the keys of a mapping that begins now will be.
    @inline(__always)
    var end: Int { keys.count }

    /// Takes a key of the mapping that began last.
    ///
    /// - Parameters:
    ///   - text: the text in which it stands, with room for eight bytes behind it
    ///   - start: where it begins there
    ///   - count: its size in bytes
    ///   - first: where the mapping's keys begin
    /// - Returns: false if it is there already.
    @inline(__always)
    mutating func insert(
        in text: UnsafePointer<UInt8>, at start: Int, count: Int, since first: Int
    ) -> Bool {
        let key = Key(start: start, count: count, hash: Self.hash(text + start, count))
        var place = first
        if keys.count &- first < Self.linearCount {
            while place < keys.count {
                if keys.base[place].hash == key.hash, Self.areEqual(keys.base[place], key, in: text) { return false }
                place &+= 1
            }
        } else if !insertIntoMany(key, in: text, since: first) {
            return false
        }
        keys.append(key)
        return true
    }

    /// Forgets the keys of the mapping that began last.
    @inline(__always)
    mutating func remove(from first: Int) {
        if keys.count &- first > Self.linearCount { many[first] = nil }
        keys.count = first
    }

    @inline(never)
    private mutating func insertIntoMany(_ key: Key, in text: UnsafePointer<UInt8>, since first: Int) -> Bool {
        if keys.count - first == Self.linearCount {
            many[first] = Set((first..<keys.count).map { Self.bytes(of: keys.base[$0], in: text) })
        }
        return many[first]?.insert(Self.bytes(of: key, in: text)).inserted ?? false
    }

    private static func bytes(of key: Key, in text: UnsafePointer<UInt8>) -> [UInt8] {
        Array(UnsafeBufferPointer(start: text + key.start, count: key.count))
    }

    @inline(never)
    private static func areEqual(_ left: Key, _ right: Key, in text: UnsafePointer<UInt8>) -> Bool {
        left.count == right.count && memcmp(text + left.start, text + right.start, left.count) == 0
    }

    /// A number that differs for most keys: of the first and last eight bytes and the size.
    @inline(__always)
    private static func hash(_ key: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var head = UnsafeRawPointer(key).loadUnaligned(as: UInt64.self)
        var tail: UInt64 = 0
        if count >= 8 {
            tail = UnsafeRawPointer(key + (count &- 8)).loadUnaligned(as: UInt64.self)
        } else {
            // What stands behind the key does not count.
            head = UInt64(littleEndian: head) & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1)
        }
        return (head &* 0x9E37_79B9_7F4A_7C15) ^ (tail &* 0xC2B2_AE3D_27D4_EB4F) &+ UInt64(truncatingIfNeeded: count)
    }
}
