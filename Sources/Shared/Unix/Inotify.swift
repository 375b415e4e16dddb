import Glibc

/// The kernel's notices about directories.
struct Inotify: Sendable {
    /// One notice.
    struct Record: Sendable {
        let watch: Int32
        let mask: UInt32
        /// The entry's name; empty if the notice is about the directory itself.
        let name: String

        /// True if the kernel had more to say than it could keep.
        var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }
        /// True if the watch itself has ended or its directory moved away.
        var concernsWatch: Bool {
            mask & (UInt32(IN_IGNORED) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_UNMOUNT)) != 0
        }
        /// True if an entry has come, gone or changed its place.
        var concernsNames: Bool {
            mask & (UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO)) != 0
        }
    }

    /// Notices about the names in a directory.
    static let names =
        UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF)
        | UInt32(IN_MOVE_SELF)
    /// Notices about the names in a directory and the content of its files.
    static let contents = names | UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE)

    private let shared: SharedDescriptor

    init() throws(UnixError) {
        let number = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard number >= 0 else { throw .last(unableTo: "watch for changes") }
        shared = SharedDescriptor(FileDescriptor(owning: number))
    }

    var descriptor: Int32 { shared.rawValue }

    /// Watches a directory; for one that is watched already, adds to what is noticed.
    func add(_ path: String, _ mask: UInt32) throws(UnixError) -> Int32 {
        let watch = inotify_add_watch(descriptor, path, mask | UInt32(IN_ONLYDIR) | UInt32(IN_MASK_ADD))
        guard watch >= 0 else { throw .last(unableTo: "watch", path) }
        return watch
    }

    func remove(_ watch: Int32) {
        _ = inotify_rm_watch(descriptor, watch)
    }

    /// The notices that have come; does not wait.
    func read() -> [Record] {
        var records: [Record] = []
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 8) { buffer in
            while case let count = retryingInterrupts({ Glibc.read(descriptor, buffer.baseAddress, buffer.count) }), count > 0 {
                Inotify.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]), into: &records)
            }
        }
        return records
    }

    /// Takes `struct inotify_event`s apart: four words, and the name padded with zeros.
    private static func parse(_ bytes: UnsafeRawBufferPointer, into records: inout [Record]) {
        var rest = bytes
        while rest.count >= 16 {
            let length = Int(rest.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
            guard rest.count >= 16 + length else { return }
            let name = rest[rest.startIndex + 16..<rest.startIndex + 16 + length].prefix { $0 != 0 }
            records.append(
                Record(
                    watch: rest.loadUnaligned(as: Int32.self), mask: rest.loadUnaligned(fromByteOffset: 4, as: UInt32.self),
                    name: String(decoding: name, as: UTF8.self)))
            rest = UnsafeRawBufferPointer(rebasing: rest[(16 + length)...])
        }
    }
}
