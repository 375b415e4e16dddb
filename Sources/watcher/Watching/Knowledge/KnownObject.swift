/// What the watcher remembers of one object that it has told: 48 bytes, and the key's bytes in the table's arena.
struct KnownObject: Sendable {
    var uidHigh: UInt64
    var uidLow: UInt64
    var versionValue: UInt64
    /// The digest of the relevant content that was told last.
    var digest: UInt64
    /// The low bits of the key's hash, so that the table grows without reading the keys.
    var hash: UInt32
    /// Where the key lies; behind it lies the uid's text if that is not a UUID.
    var location: UInt32
    var keyLength: UInt16
    var uidTextLength: UInt16
    /// The list in which the object was seen last.
    var seenIn: UInt16
    /// The round in which the object was told last, its lowest 14 bits, and two bits that say how to read the fields above.
    private var bits: UInt16

    private static let uuidBit: UInt16 = 1 << 14
    private static let numberBit: UInt16 = 1 << 15

    init(uid: PackedUID, version: PackedVersion, digest: UInt64, hash: UInt32) {
        uidHigh = uid.high
        uidLow = uid.low
        versionValue = version.value
        self.digest = digest
        self.hash = hash
        location = 0
        keyLength = 0
        uidTextLength = 0
        seenIn = 0
        bits = (uid.isUUID ? Self.uuidBit : 0) | (version.isNumber ? Self.numberBit : 0)
    }

    var uid: PackedUID { PackedUID(high: uidHigh, low: uidLow, isUUID: bits & Self.uuidBit != 0) }

    var version: PackedVersion {
        get { PackedVersion(value: versionValue, isNumber: bits & Self.numberBit != 0) }
        set {
            versionValue = newValue.value
            bits = bits & ~Self.numberBit | (newValue.isNumber ? Self.numberBit : 0)
        }
    }

    /// The round in which the object was told last, modulo ``rounds``.
    var toldIn: UInt16 {
        get { bits & (Self.rounds - 1) }
        set { bits = bits & ~(Self.rounds - 1) | newValue & (Self.rounds - 1) }
    }

    /// Rounds are counted modulo this; every round marks every object, so no mark ever gets that old.
    static let rounds: UInt16 = 1 << 14

    /// The bytes this object takes in the arena.
    var arenaLength: Int { Int(keyLength) + Int(uidTextLength) }
}
