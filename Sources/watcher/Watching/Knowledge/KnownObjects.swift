/// The objects that the watcher has told and not told gone: a hash table made for a small footprint.
///
/// An object takes 48 bytes in ``KnownObject``, its key's bytes, and 5 to 11 bytes in the index: about 100 for usual names, under 400 for
/// the longest that Kubernetes allows, whatever the object's own size. Records and keys lie in chunks that never move, so growing needs
/// no second copy of them.
struct KnownObjects: Sendable {
    private static let chunkBits = 8
    private static let chunkSize = 1 << chunkBits
    private static let vacant = UInt32.max

    private var chunks: [[KnownObject]] = []
    private var free: [UInt32] = []
    private var index: [UInt32] = []
    private var arena = ByteArena()
    /// How many objects are known.
    private(set) var count = 0

    /// The bytes that the table takes from the allocator.
    var allocatedBytes: Int {
        let records = chunks.reduce(0) { $0 + $1.capacity } * MemoryLayout<KnownObject>.stride
        return records + chunks.capacity * MemoryLayout<[KnownObject]>.stride + (index.capacity + free.capacity) * 4
            + arena.allocated
    }

    /// The longest key, in bytes; Kubernetes stops at 317.
    static let maximumKeyLength = 1024

    /// The handle of the object with a key, good until the next removal.
    func find(_ key: String) -> UInt32? {
        guard !index.isEmpty else { return nil }
        let hash = Self.hash(of: key)
        var slot = Int(hash) & (index.count - 1)
        while index[slot] != Self.vacant {
            let handle = index[slot]
            if self[handle].hash == hash, matches(handle, key) { return handle }
            slot = (slot + 1) & (index.count - 1)
        }
        return nil
    }

    subscript(_ handle: UInt32) -> KnownObject {
        get { chunks[Int(handle) >> Self.chunkBits][Int(handle) & (Self.chunkSize - 1)] }
        _modify { yield &chunks[Int(handle) >> Self.chunkBits][Int(handle) & (Self.chunkSize - 1)] }
    }

    /// Remembers an object that is not known yet; nil if its key is longer than ``maximumKeyLength`` or four billion bytes are taken.
    mutating func insert(_ identity: ObjectIdentity, digest: UInt64) -> UInt32? {
        let uid = PackedUID(identity.uid)
        var text = identity.key
        let keyLength = text.utf8.count
        guard keyLength <= Self.maximumKeyLength, identity.uid.utf8.count <= Self.maximumKeyLength else { return nil }
        var record = KnownObject(
            uid: uid, version: PackedVersion(identity.resourceVersion), digest: digest, hash: Self.hash(of: text))
        record.keyLength = UInt16(truncatingIfNeeded: keyLength)
        if !uid.isUUID {
            record.uidTextLength = UInt16(truncatingIfNeeded: identity.uid.utf8.count)
            text += identity.uid
        }
        guard let location = text.withUTF8({ arena.store(UnsafeRawBufferPointer($0)) }) else { return nil }
        record.location = location
        return place(record)
    }

    /// Forgets an object. Every handle may mean another object afterwards.
    mutating func remove(_ handle: UInt32) {
        arena.release(count: self[handle].arenaLength)
        vacate(slotOf: handle)
        free.append(handle)
        count -= 1
        let capacity = chunks.count * Self.chunkSize
        if arena.wasted > arena.used + 65_536 || (capacity > 1024 && count < capacity / 4) { compact() }
    }

    /// Where the object is, as text again.
    func identity(of handle: UInt32) -> ObjectIdentity {
        let record = self[handle]
        let key = arena.withBytes(at: record.location, count: Int(record.keyLength)) { String(decoding: $0, as: UTF8.self) }
        let slash = key.utf8.firstIndex(of: UInt8(ascii: "/")) ?? key.startIndex
        let uid =
            record.uid.isUUID
            ? record.uid.text
            : arena.withBytes(at: record.location, count: record.arenaLength) {
                String(decoding: $0[Int(record.keyLength)...], as: UTF8.self)
            }
        return ObjectIdentity(
            namespace: String(key[..<slash]), name: String(key[key.utf8.index(after: slash)...]), uid: uid,
            resourceVersion: record.version.isNumber ? String(record.versionValue) : "")
    }

    /// The objects that `isIncluded` says yes to, in no order.
    func identities(where isIncluded: (KnownObject) -> Bool) -> [ObjectIdentity] {
        index.compactMap { $0 != Self.vacant && isIncluded(self[$0]) ? identity(of: $0) : nil }
    }

    private static func hash(of key: String) -> UInt32 {
        var key = key
        var hasher = Hasher()
        key.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }

    private func matches(_ handle: UInt32, _ key: String) -> Bool {
        let record = self[handle]
        guard Int(record.keyLength) == key.utf8.count else { return false }
        return arena.withBytes(at: record.location, count: Int(record.keyLength)) { $0.elementsEqual(key.utf8) }
    }

    private mutating func place(_ record: KnownObject) -> UInt32 {
        if (count + 1) * 4 > index.count * 3 { grow() }
        let handle: UInt32
        if let reused = free.popLast() {
            handle = reused
            self[handle] = record
        } else {
            if chunks.last.map({ $0.count == Self.chunkSize }) ?? true {
                var chunk: [KnownObject] = []
                if !chunks.isEmpty { chunk.reserveCapacity(Self.chunkSize) }
                chunks.append(chunk)
            }
            let last = chunks.count - 1
            handle = UInt32(truncatingIfNeeded: last << Self.chunkBits | chunks[last].count)
            chunks[last].append(record)
        }
        count += 1
        link(handle)
        return handle
    }

    private mutating func link(_ handle: UInt32) {
        var slot = Int(self[handle].hash) & (index.count - 1)
        while index[slot] != Self.vacant { slot = (slot + 1) & (index.count - 1) }
        index[slot] = handle
    }

    private mutating func grow() {
        let handles = index.filter { $0 != Self.vacant }
        index = [UInt32](repeating: Self.vacant, count: max(16, index.count * 2))
        for handle in handles { link(handle) }
    }

    /// Empties the slot of a handle and moves the ones behind it up, so that no search stops early.
    private mutating func vacate(slotOf handle: UInt32) {
        let mask = index.count - 1
        var hole = Int(self[handle].hash) & mask
        while index[hole] != handle { hole = (hole + 1) & mask }
        var slot = hole
        while true {
            slot = (slot + 1) & mask
            guard index[slot] != Self.vacant else { break }
            let home = Int(self[index[slot]].hash) & mask
            if (slot - home) & mask >= (slot - hole) & mask {
                index[hole] = index[slot]
                hole = slot
            }
        }
        index[hole] = Self.vacant
    }

    /// Copies what is left into tables of its size.
    private mutating func compact() {
        var smaller = KnownObjects()
        for handle in index where handle != Self.vacant {
            var record = self[handle]
            let location = arena.withBytes(at: record.location, count: record.arenaLength) { smaller.arena.store($0) }
            // What fitted into the larger arena fits into the smaller one.
            guard let location else { return }
            record.location = location
            _ = smaller.place(record)
        }
        self = smaller
    }
}
