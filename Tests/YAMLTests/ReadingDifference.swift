import JSON
import TestSupport
import YAML

/// A text that means something else here than to sigs.k8s.io/yaml.
struct ReadingDifference: CustomStringConvertible {
    let text: [UInt8]
    let theirs: Result<YAMLOracle.Reading, TestError>
    let ours: Result<[JSONValue], YAMLError>

    /// Reads the text and compares; nil where both agree, be it that it is not YAML.
    init?(_ text: [UInt8], theirs: Result<YAMLOracle.Reading, TestError>) {
        self.text = text
        self.theirs = theirs
        ours = Result { () throws(YAMLError) in try YAML.documents(text).map(\.value) }
        switch (theirs, ours) {
        case (.success(let theirs), .success(let ours)):
            if Self.texts(theirs.documents) == Self.texts(ours) { return nil }
        case (.failure, .failure): return nil
        default: break
        }
    }

    /// Those of the texts that differ and are not meant to.
    static func unintended(_ texts: [[UInt8]]) async throws -> [ReadingDifference] {
        let theirs = try await YAMLOracle.shared().documents(of: texts)
        return zip(texts, theirs).compactMap { text, theirs in
            ReadingDifference(text, theirs: theirs).flatMap { IntendedDifferences.explain($0) == nil ? $0 : nil }
        }
    }

    /// What we read; nil if we refuse the text.
    var ourTexts: [String]? { (try? ours.get()).map(Self.texts) }

    /// What they read; nil if they refuse the text.
    var theirTexts: [String]? { (try? theirs.get()).map { Self.texts($0.documents) } }

    /// What we say against the text.
    var ourReason: YAMLError.Reason? {
        if case .failure(let error) = ours { error.reason } else { nil }
    }

    /// What stands before the place of our syntax error.
    var textBeforeError: [UInt8]? {
        guard case .failure(let error) = ours, case .syntax = error.reason else { return nil }
        var before = String.UnicodeScalarView()
        var (line, column) = (1, 1)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where (line, column) < (error.line, error.column) {
            let endsLine = "\n\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar)
            (line, column) = endsLine ? (line + 1, 1) : (line, column + 1)
            before.append(scalar)
        }
        return Array(String(before).utf8)
    }

    /// What they say against the text; empty if they take it.
    var theirError: String {
        if case .failure(let error) = theirs { error.description } else { "" }
    }

    var description: String {
        let shown = String(decoding: text, as: UTF8.self).debugDescription
        let theirs = theirTexts?.joined(separator: " | ") ?? theirError
        let ours = ourTexts?.joined(separator: " | ") ?? ourReason.map(\.description) ?? ""
        return "\(shown)\n  theirs: \(theirs)\n  ours:   \(ours)"
    }

    private static func texts(_ values: [JSONValue]) -> [String] { values.map { $0.text(.sorted) } }
}
