import Glibc

/// Tells when the thread's stack is nearly used up, so that deep nesting is an error and not a crash.
enum StackGuard {
    private typealias GetAttributes = @convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> CInt

    /// What must be left, in bytes.
    private static let reserve = 128 << 10

    /// glibc's `pthread_getattr_np`, which its headers show only to sources that ask for GNU extensions.
    private static let getAttributes: GetAttributes? = {
        guard let symbol = dlsym(nil, "pthread_getattr_np") else { return nil }
        return unsafeBitCast(symbol, to: GetAttributes.self)
    }()

    /// Whether less than the reserve is left of the current thread's stack.
    static func isNearlyUsedUp() -> Bool {
        isBelow(lowestAddress())
    }

    /// Whether the stack has grown below an address that `lowestAddress` gave on the same thread.
    @inline(__always)
    static func isBelow(_ address: UInt) -> Bool {
        var marker: UInt8 = 0
        return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) } < address
    }

    /// The lowest address that the current thread's stack should reach; 0 where the system does not tell.
    ///
    /// On a process' first thread the system reads a file for it; what it told is kept for each thread.
    static func lowestAddress() -> UInt {
        guard let key = knownAddress else { return askedAddress() }
        if let known = pthread_getspecific(key) { return UInt(bitPattern: known) }
        let address = askedAddress()
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: address))
        return address
    }

    /// Where a thread keeps its lowest address.
    private static let knownAddress: pthread_key_t? = {
        var key = pthread_key_t()
        return pthread_key_create(&key, nil) == 0 ? key : nil
    }()

    private static func askedAddress() -> UInt {
        var attributes = pthread_attr_t()
        guard let getAttributes, getAttributes(pthread_self(), &attributes) == 0 else { return 0 }
        defer { pthread_attr_destroy(&attributes) }
        var base: UnsafeMutableRawPointer?
        var size = 0
        guard pthread_attr_getstack(&attributes, &base, &size) == 0, let base else { return 0 }
        return UInt(bitPattern: base) + UInt(min(reserve, size / 4))
    }
}
