import Crypto
import GoTemplate
import Synchronization

/// Answers of functions that are slow on purpose, such as password hashes: a template asks the same again on each rendering.
final class SlowAnswers: Sendable {
    /// How many answers are kept.
    static let capacity = 4096

    static let shared = SlowAnswers()

    /// Answers by the digests of their questions, which may hold secrets.
    private let answers = Mutex<[SHA256.Digest: ByteString]>([:])

    /// The answer to a question: as it was given before, or worked out now.
    ///
    /// - Parameters:
    ///   - question: What the answer depends on, part by part.
    ///   - workOut: Gives the answer.
    func answer(to question: [[UInt8]], _ workOut: () -> ByteString) -> ByteString {
        var hash = SHA256()
        for part in question {
            withUnsafeBytes(of: UInt64(part.count).littleEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: part)
        }
        let digest = hash.finalize()
        if let known = answers.withLock({ $0[digest] }) { return known }
        let answer = workOut()
        answers.withLock { answers in
            if answers.count >= Self.capacity { answers.removeAll() }
            answers[digest] = answer
        }
        return answer
    }
}
