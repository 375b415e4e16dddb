/// A descriptor with several owners, closed when the last one goes away.
package final class SharedDescriptor: Sendable {
    private let descriptor: FileDescriptor

    /// Takes over a descriptor.
    package init(_ descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
    }

    /// The number the kernel knows it by.
    ///
    /// Valid for as long as this value lives.
    package var rawValue: Int32 { descriptor.rawValue }
}
