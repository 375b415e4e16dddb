import CLinux
import Glibc
import Unix

/// The last change event of each owner, as its line, so that all can be rendered again when templates change or a new
/// consumer asks for the whole state.
///
/// The lines rest in a temporary file without a name (mode 0600, gone with the process); memory holds the place for each
/// owner, and not its key. The file is written again without what was superseded once that is more than half of it.
struct LatestChanges: ~Copyable {
    /// Where an owner's line rests.
    private struct Place {
        var offset: Int
        var length: Int
    }

    private var file: FileDescriptor
    private var places: [OwnerID: Place] = [:]
    /// The newest lines, which are on their way to the end of the file.
    private var unwritten: [UInt8] = []
    private var end = 0
    private var live = 0
    private let directory: String

    /// How many bytes wait in memory before they are written together.
    private static let mostUnwritten = 64 << 10

    /// The size of the file below which it is never written again, in bytes.
    private static let leastRewritten = 4 << 20

    /// Opens the file in a directory for temporary files.
    ///
    /// - Throws: `UnixError` if no file can be made there.
    init(in directory: String) throws(UnixError) {
        self.directory = directory
        file = try Self.temporaryFile(in: directory)
    }

    /// The number of owners known.
    var count: Int { places.count }

    /// Whether an owner is known.
    borrowing func knows(_ owner: OwnerID) -> Bool { places[owner] != nil }

    /// The size of the temporary file once all is written, in bytes.
    var fileSize: Int { end }

    /// The owners known, in the order of their last changes, so that a repetition is the same each time.
    var owners: [OwnerID] { places.sorted { $0.value.offset < $1.value.offset }.map(\.key) }

    /// Keeps an owner's newest line in place of the one before.
    mutating func remember(_ owner: OwnerID, _ line: ArraySlice<UInt8>) throws(UnixError) {
        unwritten += line
        if let old = places.updateValue(Place(offset: end, length: line.count), forKey: owner) { live -= old.length }
        end += line.count
        live += line.count
        if unwritten.count > Self.mostUnwritten { try writeOut() }
        if end > Self.leastRewritten, live < end / 2 { try rewrite() }
    }

    /// Forgets an owner that is gone.
    mutating func forget(_ owner: OwnerID) {
        if let old = places.removeValue(forKey: owner) { live -= old.length }
    }

    /// The newest line of an owner; nil if it is not known.
    borrowing func line(of owner: OwnerID) throws(UnixError) -> [UInt8]? {
        guard let place = places[owner] else { return nil }
        let written = end - unwritten.count
        guard place.offset < written else {
            return Array(unwritten[(place.offset - written)..<(place.offset - written + place.length)])
        }
        return try Self.read(place, from: file)
    }

    /// Writes what waits in memory.
    private mutating func writeOut() throws(UnixError) {
        try Self.write(unwritten, to: file, at: end - unwritten.count)
        unwritten.removeAll(keepingCapacity: unwritten.capacity <= 4 * Self.mostUnwritten)
    }

    /// Copies what is alive to a new file and lets the old one go.
    private mutating func rewrite() throws(UnixError) {
        try writeOut()
        let fresh = try Self.temporaryFile(in: directory)
        var moved = places
        var end = 0
        // What lies side by side, and is copied together.
        var run = Place(offset: 0, length: 0)
        for (owner, place) in places.sorted(by: { $0.value.offset < $1.value.offset }) {
            if place.offset != run.offset + run.length || run.length > Self.mostUnwritten {
                try Self.write(Self.read(run, from: file), to: fresh, at: end - run.length)
                run = Place(offset: place.offset, length: 0)
            }
            run.length += place.length
            moved[owner] = Place(offset: end, length: place.length)
            end += place.length
        }
        try Self.write(Self.read(run, from: file), to: fresh, at: end - run.length)
        file = fresh
        places = moved
        self.end = end
        live = end
    }

    private static func temporaryFile(in directory: String) throws(UnixError) -> FileDescriptor {
        var template = Array(Path.join(directory, "fairlead-renderer.XXXXXX").utf8CString)
        let number = mkostemp(&template, O_CLOEXEC)
        guard number >= 0 else { throw UnixError(errno, unableTo: "make a temporary file in", directory) }
        unlink(template)
        return FileDescriptor(owning: number)
    }

    private static func write(_ bytes: [UInt8], to file: borrowing FileDescriptor, at offset: Int) throws(UnixError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(file.rawValue, buffer.baseAddress.map { $0 + written }, buffer.count - written, offset + written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw UnixError(errno, unableTo: "keep a change in the temporary file")
            }
            written += count
        }
    }

    private static func read(_ place: Place, from file: borrowing FileDescriptor) throws(UnixError) -> [UInt8] {
        let number = file.rawValue
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: place.length) { buffer, filled in
            while filled < place.length {
                let count = pread(
                    number, buffer.baseAddress.map { $0 + filled }, place.length - filled, off_t(place.offset + filled))
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else {
                    code = count < 0 ? errno : EIO
                    return
                }
                filled += count
            }
        }
        guard code == 0 else { throw UnixError(code, unableTo: "read a change from the temporary file") }
        return bytes
    }
}
