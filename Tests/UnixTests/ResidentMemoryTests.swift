import Testing

@testable import Unix

struct ResidentMemoryTests {
    @Test(
        arguments: [
            ("00400000-00a01000 r-xp 00001000 fe:00 1234                       /usr/bin/watcher", 0x400000..<0xa01000),
            ("7f00-7f10 r-xp 00000000 fe:00 7   /opt/a folder/lib.so", 0x7f00..<0x7f10),
            // Data may have been written, relocations too; the kernel's own mappings and deleted files cannot be read again.
            ("00a01000-00a02000 r--p 00001000 fe:00 1234                       /usr/bin/watcher", nil),
            ("00a02000-00a03000 rw-p 00001000 fe:00 1234                       /usr/bin/watcher", nil),
            ("7ffd0000-7ffd2000 r-xp 00000000 00:00 0                          [vdso]", nil),
            ("7f20-7f30 r-xp 00000000 fe:00 7 /tmp/lib.so (deleted)", nil),
            ("7f20-7f30 r-xp 00000000 00:00 0", nil), ("nonsense", nil), ("", nil),
        ] as [(String, Range<UInt>?)])
    func onlyTheCodeOfFilesIsGivenBack(line: String, range: Range<UInt>?) {
        #expect(ResidentMemory.codeRange(line) == range)
    }

    @Test func whatRunsGoesOnAfterARelease() {
        ResidentMemory.release()
        #expect((0..<1000).map { String($0) }.joined().utf8.count == 2890)
    }
}
