import Glibc

/// The directories that are passed on the way along a path, symbolic links resolved, and in each the name that leads on.
///
/// If none of these names changes its meaning, neither does the path.
struct PathTrail: Equatable {
    /// One step: the entry `name` of `directory`.
    struct Step: Hashable {
        let directory: String
        let name: String
    }

    private(set) var steps: [Step] = []
    /// What the path leads to; nil if it leads nowhere.
    private(set) var destination: FileStatus.Identity?

    /// Walks along a path.
    ///
    /// At most 40 symbolic links are followed, as the kernel does.
    init(along path: String) {
        var waiting: [String] = PathTrail.components(PathTrail.absolute(path)).reversed()
        var current = "/"
        var links = 0
        while let name = waiting.popLast() {
            if name == ".." {
                current = Path.split(current).directory
                continue
            }
            steps.append(Step(directory: current, name: name))
            let next = Path.join(current, name)
            guard let status = try? FileStatus(of: next, followingLinks: false) else { return }
            guard status.kind == .symbolicLink else {
                current = next
                continue
            }
            links += 1
            guard links <= 40, let target = PathTrail.target(of: next) else { return }
            if target.utf8.first == UInt8(ascii: "/") { current = "/" }
            waiting.append(contentsOf: PathTrail.components(target).reversed())
        }
        destination = (try? FileStatus(of: current))?.identity
    }

    private static func absolute(_ path: String) -> String {
        guard path.utf8.first != UInt8(ascii: "/"), let working = getcwd(nil, 0) else { return path }
        defer { free(working) }
        return Path.join(String(cString: working), path)
    }

    private static func components(_ path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }.filter { $0 != "." }
    }

    private static func target(of link: String) -> String? {
        withUnsafeTemporaryAllocation(byteCount: Int(PATH_MAX), alignment: 1) { buffer in
            guard let start = buffer.bindMemory(to: CChar.self).baseAddress else { return nil }
            let count = readlink(link, start, buffer.count)
            return count > 0 ? String(decoding: UnsafeRawBufferPointer(rebasing: buffer[..<count]), as: UTF8.self) : nil
        }
    }
}
