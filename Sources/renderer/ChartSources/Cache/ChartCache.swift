import Glibc
import JSON
import Unix

/// What was fetched before, in a directory of its own (0700): archives and manifests by their digests, and what was last found
/// for each question.
///
/// Whatever is read is checked against its digest, so that a broken file counts as none and is fetched again. Several programs
/// may share a cache: files appear whole.
package struct ChartCache: Sendable {
    private let directory: Directory
    /// The most archives and manifests that are kept, and answers.
    private let maximumFiles: Int

    /// What was found for a question.
    struct Answer: Sendable, Hashable {
        /// The archive.
        let digest: ContentDigest
        /// The version that was chosen; empty where that is not known.
        let version: String
        /// Where the archive came from.
        let origin: String
    }

    /// Opens a cache, and makes its directory if it is not there.
    ///
    /// - Throws: `ChartSourceError` if it cannot be made, or if others than its owner may write in it.
    package init(_ path: String, maximumFiles: Int = 512) throws(ChartSourceError) {
        self.maximumFiles = maximumFiles
        do throws(UnixError) {
            let parent = Path.split(path).directory
            _ = try Directory(parent, create: true)
            for part in [path, Path.join(path, "sha256"), Path.join(path, "answers")] {
                guard mkdir(part, 0o700) == 0 || errno == EEXIST else {
                    throw UnixError(errno, unableTo: "make the directory", part)
                }
                let status = try FileStatus(of: part)
                guard status.kind == .directory, status.owner == geteuid(), status.permissions & 0o022 == 0 else {
                    throw UnixError(
                        EACCES, unableTo: "use the directory", part,
                        detail: "others may write in it: make it this user's own, mode 0700")
                }
            }
            directory = try Directory(path)
        } catch {
            throw ChartSourceError(.file, "unable to use the cache of charts: \(error)")
        }
    }

    /// Where charts are kept unless it is said: `$XDG_CACHE_HOME/fairlead/charts`, or below `$HOME/.cache`; nil without either.
    package static func defaultPath(_ environment: (String) -> String?) -> String? {
        if let base = environment("XDG_CACHE_HOME"), base.hasPrefix("/") { return Path.join(base, "fairlead/charts") }
        guard let home = environment("HOME"), home.hasPrefix("/"), home != "/" else { return nil }
        return Path.join(home, ".cache/fairlead/charts")
    }

    /// The bytes of a digest; nil if they are not there, or are not what they should be.
    func bytes(_ digest: ContentDigest, maximumBytes: Int) -> [UInt8]? {
        guard let bytes = try? directory.read("sha256/\(digest.hexadecimal)", maximumBytes: maximumBytes) else { return nil }
        return ContentDigest(of: bytes) == digest ? bytes : nil
    }

    /// Keeps bytes, whose digest the caller has checked.
    ///
    /// - Throws: `UnixError` if there is no room, for one.
    func keep(_ bytes: [UInt8], _ digest: ContentDigest) throws(UnixError) {
        try directory.write("sha256/\(digest.hexadecimal)", bytes, mode: 0o600)
        try prune("sha256")
    }

    /// What was last found for a question; nil if nothing was, or the file is broken.
    func answer(to question: String) -> Answer? {
        guard let bytes = try? directory.read(Self.file(question), maximumBytes: 1 << 16),
            let value = try? JSONValue(parsing: bytes), value["question"]?.stringValue == question,
            let digest = value["digest"]?.stringValue.flatMap({ ContentDigest($0) })
        else { return nil }
        return Answer(
            digest: digest, version: value["version"]?.stringValue ?? "", origin: value["origin"]?.stringValue ?? "")
    }

    /// Keeps what was found for a question.
    func keep(_ answer: Answer, to question: String) throws(UnixError) {
        let value: JSONValue = [
            "question": .string(question), "digest": .string(answer.digest.description), "version": .string(answer.version),
            "origin": .string(answer.origin),
        ]
        try directory.write(Self.file(question), value.serialized(), mode: 0o600)
        try prune("answers")
    }

    private static func file(_ question: String) -> String { "answers/\(ContentDigest(of: question.utf8).hexadecimal)" }

    /// Removes the oldest files where there are too many.
    private func prune(_ folder: String) throws(UnixError) {
        let files = try directory.list(folder)
        guard files.count > maximumFiles else { return }
        let oldest = files.sorted { $0.status.modified < $1.status.modified }.prefix(files.count - maximumFiles)
        for file in oldest { try remove(file.path) }
    }

    private func remove(_ path: String) throws(UnixError) {
        try File.remove(Path.join(directory.path, path))
    }
}
